import type { Change, SerializableChange, TypeOfChangeType } from '@graphql-inspector/core';

type Meta<Type extends TypeOfChangeType> = Extract<SerializableChange, { type: Type }>['meta'];

/** Words that change nothing for a program, and directives, of which the API has none of its own but @deprecated. */
type Untold = `${string}_DESCRIPTION_${string}` | `DIRECTIVE_${string}`;

/** What became deprecated as a directive alone, unlike fields and enum values, which have changes of their own. */
type Marked = 'DIRECTIVE_USAGE_ARGUMENT_DEFINITION_ADDED' | 'DIRECTIVE_USAGE_INPUT_FIELD_DEFINITION_ADDED';

type Sentences = {
  [Type in Exclude<TypeOfChangeType, Exclude<Untold, Marked>> | Marked]: (meta: Meta<Type>) => string | undefined;
};

const ROOTS: Readonly<Record<string, { one: string; gone: string }>> = {
  Query: { one: 'Nova consulta', gone: 'A consulta' },
  Mutation: { one: 'Nova mutação', gone: 'A mutação' },
  Subscription: { one: 'Nova assinatura', gone: 'A assinatura' },
};

/** A sentence for each type of change, in Portuguese: a type that the library adds is missed here by the compiler. */
const SENTENCES: Sentences = {
  TYPE_ADDED: ({ addedTypeName }) => `Novo tipo \`${addedTypeName}\`.`,
  TYPE_REMOVED: ({ removedTypeName }) => `O tipo \`${removedTypeName}\` foi removido.`,
  TYPE_KIND_CHANGED: ({ typeName, oldTypeKind, newTypeKind }) =>
    `\`${typeName}\` passou de \`${oldTypeKind}\` para \`${newTypeKind}\`.`,
  FIELD_ADDED: ({ typeName, addedFieldName, addedFieldReturnType }) => {
    const root = ROOTS[typeName];
    const what = root ? `${root.one} \`${addedFieldName}\`` : `Novo campo \`${addedFieldName}\` em \`${typeName}\``;
    return `${what}, do tipo \`${addedFieldReturnType}\`.`;
  },
  FIELD_REMOVED: ({ typeName, removedFieldName }) => {
    const root = ROOTS[typeName];
    return root
      ? `${root.gone} \`${removedFieldName}\` foi removida.`
      : `O campo \`${removedFieldName}\` de \`${typeName}\` foi removido.`;
  },
  FIELD_TYPE_CHANGED: ({ typeName, fieldName, oldFieldType, newFieldType }) =>
    `\`${typeName}.${fieldName}\` passou do tipo \`${oldFieldType}\` para \`${newFieldType}\`.`,
  FIELD_DEPRECATION_ADDED: ({ typeName, fieldName, deprecationReason }) =>
    deprecated(`${typeName}.${fieldName}`, deprecationReason),
  FIELD_DEPRECATION_REMOVED: ({ typeName, fieldName }) => kept(`${typeName}.${fieldName}`),
  FIELD_DEPRECATION_REASON_CHANGED: ({ typeName, fieldName, newDeprecationReason }) =>
    otherReason(`${typeName}.${fieldName}`, newDeprecationReason),
  // Told by the deprecation that goes with it.
  FIELD_DEPRECATION_REASON_ADDED: () => undefined,
  FIELD_DEPRECATION_REASON_REMOVED: () => undefined,
  FIELD_ARGUMENT_ADDED: ({ typeName, fieldName, addedArgumentName, addedArgumentType, addedToNewField }) =>
    addedToNewField
      ? undefined
      : `Novo argumento \`${addedArgumentName}\` em \`${typeName}.${fieldName}\`, do tipo \`${addedArgumentType}\`.`,
  FIELD_ARGUMENT_REMOVED: ({ typeName, fieldName, removedFieldArgumentName }) =>
    `O argumento \`${removedFieldArgumentName}\` de \`${typeName}.${fieldName}\` foi removido.`,
  FIELD_ARGUMENT_TYPE_CHANGED: ({ typeName, fieldName, argumentName, oldArgumentType, newArgumentType }) =>
    `O argumento \`${argumentName}\` de \`${typeName}.${fieldName}\` passou do tipo \`${oldArgumentType}\` para \`${newArgumentType}\`.`,
  FIELD_ARGUMENT_DEFAULT_CHANGED: ({ typeName, fieldName, argumentName, oldDefaultValue, newDefaultValue }) =>
    otherDefault(`${typeName}.${fieldName}.${argumentName}`, oldDefaultValue, newDefaultValue),
  ENUM_VALUE_ADDED: ({ enumName, addedEnumValueName, addedToNewType }) =>
    addedToNewType ? undefined : `Novo valor \`${addedEnumValueName}\` em \`${enumName}\`.`,
  ENUM_VALUE_REMOVED: ({ enumName, removedEnumValueName }) =>
    `O valor \`${removedEnumValueName}\` de \`${enumName}\` foi removido.`,
  ENUM_VALUE_DEPRECATION_REASON_ADDED: ({ enumName, enumValueName, addedValueDeprecationReason }) =>
    deprecated(`${enumName}.${enumValueName}`, addedValueDeprecationReason),
  ENUM_VALUE_DEPRECATION_REASON_CHANGED: ({ enumName, enumValueName, newEnumValueDeprecationReason }) =>
    otherReason(`${enumName}.${enumValueName}`, newEnumValueDeprecationReason),
  ENUM_VALUE_DEPRECATION_REASON_REMOVED: ({ enumName, enumValueName }) => kept(`${enumName}.${enumValueName}`),
  INPUT_FIELD_ADDED: ({ inputName, addedInputFieldName, addedInputFieldType, addedToNewType }) =>
    addedToNewType
      ? undefined
      : `Novo campo \`${addedInputFieldName}\` em \`${inputName}\`, do tipo \`${addedInputFieldType}\`.`,
  INPUT_FIELD_REMOVED: ({ inputName, removedFieldName }) =>
    `O campo \`${removedFieldName}\` de \`${inputName}\` foi removido.`,
  INPUT_FIELD_TYPE_CHANGED: ({ inputName, inputFieldName, oldInputFieldType, newInputFieldType }) =>
    `\`${inputName}.${inputFieldName}\` passou do tipo \`${oldInputFieldType}\` para \`${newInputFieldType}\`.`,
  INPUT_FIELD_DEFAULT_VALUE_CHANGED: ({ inputName, inputFieldName, oldDefaultValue, newDefaultValue }) =>
    otherDefault(`${inputName}.${inputFieldName}`, oldDefaultValue, newDefaultValue),
  OBJECT_TYPE_INTERFACE_ADDED: ({ objectTypeName, addedInterfaceName, addedToNewType }) =>
    addedToNewType ? undefined : `\`${objectTypeName}\` agora implementa \`${addedInterfaceName}\`.`,
  OBJECT_TYPE_INTERFACE_REMOVED: ({ objectTypeName, removedInterfaceName }) =>
    `\`${objectTypeName}\` deixou de implementar \`${removedInterfaceName}\`.`,
  UNION_MEMBER_ADDED: ({ unionName, addedUnionMemberTypeName, addedToNewType }) =>
    addedToNewType ? undefined : `\`${unionName}\` agora também pode ser \`${addedUnionMemberTypeName}\`.`,
  UNION_MEMBER_REMOVED: ({ unionName, removedUnionMemberTypeName }) =>
    `\`${unionName}\` deixou de poder ser \`${removedUnionMemberTypeName}\`.`,
  // Told by the types themselves.
  SCHEMA_QUERY_TYPE_CHANGED: () => undefined,
  SCHEMA_MUTATION_TYPE_CHANGED: () => undefined,
  SCHEMA_SUBSCRIPTION_TYPE_CHANGED: () => undefined,
  DIRECTIVE_USAGE_ARGUMENT_DEFINITION_ADDED: ({ typeName, fieldName, argumentName, addedDirectiveName }) =>
    marked(addedDirectiveName, `${typeName}.${fieldName}.${argumentName}`),
  DIRECTIVE_USAGE_INPUT_FIELD_DEFINITION_ADDED: ({ inputObjectName, inputFieldName, addedDirectiveName }) =>
    marked(addedDirectiveName, `${inputObjectName}.${inputFieldName}`),
};

/** A change as a sentence for developers; undefined where there is nothing to tell. */
export function sentenceOf({ type, meta }: Change<TypeOfChangeType>): string | undefined {
  const sentence = (SENTENCES as Partial<Record<TypeOfChangeType, (meta: unknown) => string | undefined>>)[type];
  return sentence?.(meta);
}

function deprecated(path: string, reason: string): string {
  return `\`${path}\` foi descontinuado: ${reason}`;
}

function kept(path: string): string {
  return `\`${path}\` não está mais descontinuado.`;
}

function otherReason(path: string, reason: string): string {
  return `O aviso de descontinuação de \`${path}\` mudou: ${reason}`;
}

function marked(directive: string, path: string): string | undefined {
  return directive === 'deprecated' ? `\`${path}\` foi descontinuado.` : undefined;
}

function otherDefault(path: string, before = 'nenhum', after = 'nenhum'): string {
  return `O valor padrão de \`${path}\` passou de \`${before}\` para \`${after}\`.`;
}
