/** Names what a part of the playbook says: 64 hexadecimal digits, the same for all that say the same. */
export type Revision = string & { readonly isRevision: true };
