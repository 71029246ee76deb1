import type { Question } from './speaks/dialect.js';
import type { Station } from './station.js';

type FirmwareStatus =
  | 'Downloading'
  | 'Downloaded'
  | 'DownloadFailed'
  | 'Installing'
  | 'Installed'
  | 'InstallationFailed';

/** New firmware, as a station is asked for it. */
export interface FirmwareOrder {
  location: string;
  retrieveAt?: string | undefined;
  installAt?: string | undefined;
  /** How the next step is told. */
  tell: (status: FirmwareStatus) => Question<void>;
}

/** Seconds of the drivers' time that a step takes. */
const stepS = 10;

/** What lies at a URL of this charger's firmware: `…/fw-2.1.0.bin` is version 2.1.0, where there is no version nothing lies. */
const versionAt = (location: string): string | undefined => /\d+\.\d+\.\d+/.exec(location)?.[0];

/** Fetches and installs firmware, telling its steps, then boots with it. One that has `broken` in its name can't be installed. */
export class Firmware {
  version = '1.0.0';
  /** Its flash is worn out: nothing can be installed. */
  wornOut = false;
  #orders = 0;
  #underWay = false;

  constructor(readonly station: Station) {}

  /** @returns whether it ends one that was under way (2.x AcceptedCanceled) */
  begin(order: FirmwareOrder): { canceling: boolean; run: () => void } {
    const canceling = this.#underWay;
    const number = ++this.#orders;
    this.#underWay = true;
    const run = () =>
      void this.#run(order, () => number !== this.#orders).finally(() => {
        if (number === this.#orders) this.#underWay = false;
      });
    return { canceling, run };
  }

  async #run({ location, retrieveAt, installAt, tell }: FirmwareOrder, isOver: () => boolean): Promise<void> {
    const step = async (status: FirmwareStatus): Promise<boolean> => {
      if (isOver()) return false;
      await this.station.until(({ isOnline }) => isOnline, forever);
      await this.station.ask(tell(status));
      await new Promise<void>((done) => this.station.soon(stepS, done));
      return !isOver();
    };
    await this.#until(retrieveAt);
    if (!(await step('Downloading'))) return;
    const version = versionAt(location);
    if (!version) return void (await step('DownloadFailed'));
    if (!(await step('Downloaded'))) return;
    await this.#until(installAt);
    // L01.FR.06: transactions come first
    await this.station.until(({ evses }) => evses.every((each) => !each.session), forever);
    if (!(await step('Installing'))) return;
    if (this.wornOut || location.includes('broken')) return void (await step('InstallationFailed'));
    if (!(await step('Installed'))) return;
    this.version = version;
    await this.station.reboot('FirmwareUpdate');
  }

  async #until(time: string | undefined): Promise<void> {
    const ms = time === undefined ? 0 : Date.parse(time) - Date.now();
    if (ms > 0) await this.station.around.agenda.pause(Math.min(ms, forever));
  }
}

/** As long as a timer goes (ms). */
const forever = 2 ** 31 - 1;
