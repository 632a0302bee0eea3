/** What a scenario leaves behind, for the person who started it and for the processes that use it. */
export type Loaded = {
  /** Lines that say where to look. */
  lines: readonly string[];
  /** The last line's JSON; scripts/start.mjs keeps it in .data/demo.json, where the sandbox finds the keys. */
  demo: {
    email: string;
    password: string;
    siteKey?: string;
    formKey?: string;
    scopeFormKey?: string;
  };
};

/** A named state of the database. Loading it again adds what is missing and changes nothing else. */
export type Scenario = {
  name: string;
  about: string;
  load(): Promise<Loaded>;
};
