/** The library finds its parts by decorators, whose metadata has to be there before it is. */
import 'reflect-metadata';

export * from '@peculiar/x509';
