/** A service that accepts the portal's credentials, as the portal of these tests knows it. */
export const EHR = { id: 'ehr', secret: 'a-secret-of-the-ehr-service', audience: 'https://ehr.example' };

/** Another one. */
export const OTHER_SERVICE = { id: 'cnes', secret: 'a-secret-of-another-service', audience: 'https://cnes.example' };
