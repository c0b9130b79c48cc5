/** The numbers of a survey as rows and tables, by the names that the server gives them. */
import { brief } from "./format";

export type Names = Record<string, { label: string; unit: string; list: string }>;
type Plain = number | string | boolean | null;

export interface Row {
  key: string;
  label: string;
  unit: string;
  value: Plain;
  /** In place of the value, where it is several. */
  text?: string;
  /** Whether it belongs to a group inside of the section. */
  detail: boolean;
}

export interface Table {
  key: string;
  header: string[];
  rows: Plain[][];
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === "object" && !Array.isArray(value);

/** Plain values as rows; lists of objects, and lists with a value for each unit, as tables. */
export function numbersOf(section: Record<string, unknown>, names: Names): { rows: Row[]; tables: Table[] } {
  const rows: Row[] = [];
  const tables: Table[] = [];
  const name = (key: string) => names[key] ?? { label: key.replaceAll("_", " "), unit: "", list: "each" };
  const titled = (key: string) => name(key).label + (name(key).unit ? ` (${name(key).unit})` : "");
  const byUnit: [string, Plain[]][] = [];
  const walk = (tree: Record<string, unknown>, path: string) => {
    for (const [last, value] of Object.entries(tree)) {
      const key = path + last;
      const { label, unit, list } = name(key);
      const detail = path !== "";
      if (isObject(value)) {
        walk(value, `${key}.`);
      } else if (!Array.isArray(value)) {
        rows.push({ key, label, unit, value: value as Plain, detail });
      } else if (list === "last" && value.length > 0) {
        rows.push({ key, label, unit, value: value.at(-1) as Plain, detail });
      } else if (list === "range" && value.length === 2) {
        rows.push({ key, label, unit, value: value[0] as Plain, text: `${brief(value[0])} to ${brief(value[1])}`, detail });
      } else if (list === "by-unit") {
        byUnit.push([key, value as Plain[]]);
      } else if (value.length > 0 && isObject(value[0])) {
        const columns = Object.keys(value[0]);
        tables.push({ key, header: columns.map((column) => titled(`${key}.${column}`)), rows: value.map((row) => columns.map((column) => row[column] as Plain)) });
      }
    }
  };
  walk(section, "");
  const units = section["names"];
  if (byUnit.length > 0 && Array.isArray(units)) {
    tables.push({
      key: byUnit[0]![0],
      header: [titled("names"), ...byUnit.map(([key]) => titled(key))],
      rows: units.map((unit, i) => [String(unit), ...byUnit.map(([, values]) => values[i] ?? null)]),
    });
  }
  return { rows, tables };
}
