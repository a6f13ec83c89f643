const SLOT = /\{\{([\w-]+)\}\}/g;

/** The template with its `{{slots}}` filled, once: what is put in is not looked at again. @throws Error for a slot without a text */
export function fill(template: string, texts: Readonly<Record<string, string>>): string {
  return template.replace(SLOT, (_, name: string) => {
    const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
    if (text === undefined) throw new Error(`The template has a slot ${name}, and nothing is put there`);
    return text;
  });
}
