/** What `registerEnumType` takes beside the enum itself: a name, and a description of it and of each value. */
export interface EnumDescription<Value extends string> {
  name: string;
  description: string;
  valuesConfig: Record<Value, { description: string }>;
}
