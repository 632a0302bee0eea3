import { type Column, pack } from "./column";

/** Texts of a column of known length, each stored once. */
export class TextDictionary {
  private readonly places = new Map<string, number>();
  private readonly codes: Uint32Array;

  constructor(rows: number) {
    this.codes = new Uint32Array(rows);
  }

  set(row: number, text: string): void {
    this.codes[row] = placeOf(this.places, text);
  }

  toColumn(): Column {
    return { kind: "texts", codes: pack(this.codes), texts: [...this.places.keys()] };
  }
}

/** Ids of a column or list, each stored once. */
export class IdDictionary {
  private readonly places = new Map<number, number>();
  private readonly codes: number[] = [];

  push(id: number): void {
    this.codes.push(placeOf(this.places, id));
  }

  toColumn(): Column {
    return { kind: "ids", codes: pack(this.codes), ids: Int32Array.from(this.places.keys()) };
  }
}

function placeOf<K>(places: Map<K, number>, value: K): number {
  const known = places.get(value);
  if (known !== undefined) return known;
  const made = places.size;
  places.set(value, made);
  return made;
}
