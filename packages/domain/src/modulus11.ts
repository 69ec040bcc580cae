/** Sum of the values times weights 2, 3, … `highest`, 2, 3, … counted from the right. */
export function weightedSum(values: readonly number[], highest: number): number {
  return values.reduceRight((sum, value, index) => {
    const fromRight = values.length - 1 - index;
    return sum + value * (2 + (fromRight % (highest - 1)));
  }, 0);
}

/** Check digit of modulus 11; 10 and 11 give 0. */
export function checkDigit(values: readonly number[], highest: number): number {
  const digit = 11 - (weightedSum(values, highest) % 11);
  return digit >= 10 ? 0 : digit;
}
