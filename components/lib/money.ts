/**
 * 1990 and "EUR" -> "€19.90"; whole amounts come without cents. Currencies without cents count in the same hundredths here.
 * @param cents hundredths of the currency's unit
 */
export function formatMoney(cents: number, currency: string | null): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat("en-GB", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...(currency ? { style: "currency" as const, currency } : {}),
  }).format(cents / 100);
}
