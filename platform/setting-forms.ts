import { z } from 'zod';

export const port = z.coerce.number().int().min(0).max(65535);
export const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
