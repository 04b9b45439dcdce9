export function leafHash(data: Buffer): Buffer;
export function root(leaves: Buffer[]): Buffer;
export function inclusion(leaves: Buffer[], index: number): Buffer[];
export function consistency(leaves: Buffer[], from: number): Buffer[];
