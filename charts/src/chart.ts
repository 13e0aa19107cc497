// What a chart is to mount.ts.

/** A chart that has its data. Drawing it again, at another width, keeps what its reader has chosen. */
export interface Chart {
  draw(width: number): void;
}

/** Makes a chart in `host`; or says in a sentence why there is none, as "No event yet." */
export type Maker = (
  host: HTMLElement,
  data: unknown,
  figure: HTMLElement,
) => Chart | string | Promise<Chart | string>;
