import type { Judged, Post } from './judged.ts';

/** The typed values of the page's profile fields, as lists where an attribute has several. */
export function judgedProfile({ form, page }: Post): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    page.fields
      .filter(({ name, read_only }) => !read_only && form.has(name))
      .map(({ name, multivalued }) => [name, multivalued ? form.getAll(name) : (form.get(name) ?? '')]),
  );
}

export function judgeProfile(post: Post): Judged {
  return { input: { kind: 'submit', profile: judgedProfile(post) } };
}

export function judgeOrganization({ form }: Post): Judged {
  return { input: { kind: 'submit', organization: form.get('kc.org') ?? '' } };
}

/** Terms, consent, a deletion: everything but the button named `cancel` accepts. */
export function judgeDecision({ form }: Post): Judged {
  return { input: { kind: 'submit', accept: !form.has('cancel') } };
}
