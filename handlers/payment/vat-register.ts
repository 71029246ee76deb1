/** Whose VAT number it is (2.1 AddressType). */
export interface Company {
  name: string;
  address1: string;
  address2?: string;
  city: string;
  postalCode?: string;
  country: string;
}

/**
 * The register outside of this system that knows VAT numbers. None is set up: every number is refused then. It is
 * asked while the driver waits at the station, so it answers within seconds, and never throws for a "no".
 */
export interface VatRegister {
  /** The company; undefined where there is none of this number. */
  find?(vatNumber: string): Promise<Company | undefined>;
}

export const vatRegister: VatRegister = {};
