/** Small forms: a few fields, read by a schema and sent at once. Each console brings these with its pages. */
export { Form } from './form.tsx';
export { readEach, required } from './read-each.ts';
export { type FormState, useForm } from './use-form.ts';
