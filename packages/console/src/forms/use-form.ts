import type { StandardSchemaV1 } from '@standard-schema/spec';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';

/** What is wrong: at the field that its path begins with, or above all of them. */
interface FormProblem {
  readonly message: string;
  readonly path?: readonly string[] | null;
}

interface FormOptions<Values, Output> {
  /** Reads what was filled in. What it does not take stands at its field, and nothing is sent. */
  readonly schema: StandardSchemaV1<Values, Output>;
  /** What the form begins with: every field, in the order of the page. */
  readonly initial: NoInfer<Values>;
  /** Sends what was read; answers why nothing was done, or nothing. */
  readonly send: (output: Output) => Promise<readonly FormProblem[]>;
}

/** Where a form says what is wrong and is about no field. */
export const problemsId = (formId: string) => `${formId}problems`;

type TextOf<Values> = keyof { [Name in keyof Values as string extends Values[Name] ? Name : never]: true } & string;

/** A control's part of a form. */
interface Control<Value, Change> {
  readonly id: string;
  readonly value: Value;
  readonly error: string | undefined;
  readonly onChange: (change: Change) => void;
}

/** A small form, as it stands. */
export interface FormState<Values extends object> {
  /** Of the form's element: a button elsewhere, as in a dialog's footer, names it. */
  readonly id: string;
  readonly values: Values;
  readonly submitting: boolean;
  /** What is wrong and is about no field. */
  readonly problems: readonly string[];
  /** Sets fields, and forgets what was wrong with them. */
  readonly change: (fields: Partial<Values>) => void;
  /** Forgets what was wrong, as where the form is put away. */
  readonly clearProblems: () => void;
  /** For a TextField, TextArea or Select. */
  readonly text: <Name extends TextOf<Values>>(
    name: Name,
  ) => Control<Values[Name], { readonly target: { readonly value: string } }>;
  /** For a RadioGroup or CheckboxGroup. */
  readonly choice: <Name extends keyof Values & string>(name: Name) => Control<Values[Name], NonNullable<Values[Name]>>;
  readonly submit: (event: FormEvent) => void;
}

/**
 * The state of a small form: its values, what is wrong and where, whether it is being sent. The first field that is wrong
 * gets the focus; what is about none of them is brought into sight. What was written stays until it is changed here: a form
 * that is to be empty once it was sent says so in `send`.
 */
export function useForm<Values extends object, Output>(options: FormOptions<Values, Output>): FormState<Values> {
  const { schema, initial, send } = options;
  const id = useId();
  const [values, setValues] = useState<Values>(initial);
  const [wrong, setWrong] = useState<readonly FormProblem[]>([]);
  const [submitting, setSubmitting] = useState(false);
  const [answers, setAnswers] = useState(0);
  const sending = useRef(false);
  const idOf = (name: string) => `${id}${name}`;
  const errorOf = (name: string) => wrong.find(({ path }) => path?.[0] === name)?.message;

  useEffect(() => {
    const first = Object.keys(values).find((name) => errorOf(name) !== undefined);
    if (first !== undefined) document.getElementById(idOf(first))?.focus();
    else document.getElementById(problemsId(id))?.scrollIntoView({ block: 'nearest' });
  }, [answers]);

  function change(fields: Partial<Values>): void {
    setValues((before) => ({ ...before, ...fields }));
    setWrong((before) => before.filter(({ path }) => !(path?.[0] !== undefined && path[0] in fields)));
  }

  const control = <Name extends keyof Values & string>(name: Name) => ({
    id: idOf(name),
    value: values[name],
    error: errorOf(name),
  });

  async function submit(): Promise<void> {
    // Two presses in a row come before the button says that it is busy.
    if (sending.current) return;
    sending.current = true;
    setSubmitting(true);
    try {
      const read = await schema['~standard'].validate(values);
      setWrong(read.issues ? read.issues.map(problemOf) : await send(read.value));
    } catch (error) {
      // A fault of the page itself: whoever pressed is told, and so is the browser's log.
      setWrong([{ message: 'Não foi possível fazer isso agora. Tente de novo.' }]);
      reportError(error);
    } finally {
      sending.current = false;
      setSubmitting(false);
      setAnswers((before) => before + 1);
    }
  }

  return {
    id,
    values,
    submitting,
    problems: wrong.filter(({ path }) => !(path?.[0] !== undefined && path[0] in values)).map(({ message }) => message),
    change,
    clearProblems: () => setWrong([]),
    text: (name) => ({
      ...control(name),
      onChange: ({ target }) => change({ [name]: target.value } as unknown as Partial<Values>),
    }),
    choice: (name) => ({
      ...control(name),
      onChange: (value) => change({ [name]: value } as unknown as Partial<Values>),
    }),
    submit: (event) => {
      event.preventDefault();
      void submit();
    },
  };
}

function problemOf({ message, path }: StandardSchemaV1.Issue): FormProblem {
  return { message, path: path?.map((part) => String(typeof part === 'object' ? part.key : part)) ?? null };
}
