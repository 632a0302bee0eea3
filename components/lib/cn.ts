import { clsx, type ClassValue } from "clsx";

/**
 * Joins class names. There is no merging of conflicting utilities on purpose: a primitive draws
 * itself, and callers pass only what places it (width, margin, grid area).
 */
export function cn(...inputs: ClassValue[]): string {
  return clsx(inputs);
}
