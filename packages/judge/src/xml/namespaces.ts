/** Of FHIR's elements, and of the narrative in them. */
export const FHIR = 'http://hl7.org/fhir';
export const XHTML = 'http://www.w3.org/1999/xhtml';
