/**
 * Words that people and firms of the scenarios are named from: plants, landscape, things. No name is taken from a person,
 * and every address ends in .example (RFC 2606), so nothing can reach anybody.
 */
export const FIRST_NAMES = [
  "Juniper", "Sage", "Rowan", "Linden", "Marlow", "Wren", "Ash", "Laurel", "Robin", "Heather", "Ivy", "Hazel", "Jasper", "Coral",
  "Flint", "River", "Olive", "Reed", "Sorrel", "Bay", "Clover", "Fern", "Alder", "Briar", "Maple", "Saffron", "Teal", "Birch",
]; // prettier-ignore

export const LAST_NAMES = [
  "Field", "Stone", "Brook", "Hill", "Ford", "Wood", "Lake", "Marsh", "Moor", "Vale", "Shore", "Grove", "Heath", "Mill", "Glen",
  "Bridge", "Orchard", "Meadow", "Harbour", "Cove", "Ridge", "Thicket", "Weir", "Lane", "Hedge", "Quarry",
]; // prettier-ignore

export const FIRM_FIRST = [
  "Quiet", "Amber", "Little", "North", "Salt", "Paper", "Copper", "Golden", "Slow", "Second", "Blue", "Green", "Old", "Open",
  "Early", "Round", "Tall", "Bright", "Seven", "Stone",
]; // prettier-ignore

export const FIRM_SECOND = [
  "Harbour", "Lantern", "Orchard", "Pine", "Kettle", "Anchor", "Window", "Meadow", "Bell", "Sparrow", "Ferry", "Garden", "Mill",
  "Stair", "Heron", "Table", "Apple", "Tower", "Fountain", "Gate",
]; // prettier-ignore

/** What the customers of one website write about. */
export type Voice = {
  firmKinds: readonly string[];
  openings: readonly string[];
  asks: readonly string[];
  closings: readonly string[];
  /** Only for websites with a project form. */
  services: readonly string[];
  goals: readonly string[];
  /** A number that is set aside for films and books: nobody answers it. */
  phone(number: number): string;
};

/** Offers of the project-scope form: the sandbox's form has the same ones. */
export const BUDGETS = [
  "Under 5,000 €",
  "5,000 to 15,000 €",
  "15,000 to 40,000 €",
  "Over 40,000 €",
  "Not sure yet",
];
export const TIMELINES = ["As soon as possible", "In 1 to 3 months", "In 3 to 6 months", "No fixed date"];

export const studioVoice: Voice = {
  firmKinds: ["Hotel", "Guesthouse", "Café", "Bakery", "Restaurant", "Gallery", "Winery", "Hostel", "Spa"],
  openings: [
    "We open our second house in spring and have no name for it yet.",
    "Our website is seven years old and looks it, most of all on a phone.",
    "We took over a small place by the lake and want to keep its spirit.",
    "Guests tell us that they could not find our opening hours.",
    "Half of our bookings come through a portal, and we would like to change that.",
    "We have good photographs and nowhere to show them.",
    "Our menus, our sign and our website all look like different places.",
    "We read your article about what a website costs and liked how plain it was.",
  ],
  asks: [
    "Could you tell us what a new website with booking would cost?",
    "Do you also take photographs on site?",
    "Would you look at our drafts and say what you think?",
    "Is there a smaller package for a place with six rooms?",
    "Could we talk for half an hour next week?",
    "Do you work with firms that already have a logo?",
    "How long would it take from the first talk to opening day?",
  ],
  closings: [
    "Thank you!",
    "Afternoons suit us best.",
    "Looking forward to hearing from you.",
    "No hurry on our side.",
    "Best by e-mail, please.",
  ],
  services: ["Name and identity", "Website", "Photography", "Campaign", "Menus and print"],
  goals: [
    "More bookings without a portal in between",
    "A look that holds together, from the sign to the bill",
    "A website that we can keep up ourselves",
    "Opening with all rooms full in the first month",
    "Guests who find us when they look for a quiet weekend",
  ],
  phone: (number) => `+49 30 23125 ${String(number % 1_000).padStart(3, "0")}`,
};

export const workshopVoice: Voice = {
  firmKinds: ["Bakery", "Print Shop", "School", "Clinic", "Market", "Library"],
  openings: [
    "My gears slip on the hill up to the harbour.",
    "We would like six bikes for our staff from May on.",
    "I bought a frame from you two years ago and love it.",
    "The brakes of my cargo bike squeal in the rain.",
    "We are a small office and think about bikes instead of a second car.",
  ],
  asks: [
    "Do you have a slot this week?",
    "What does a full winter service cost?",
    "Can you make an offer for two years, with service?",
    "Could I try the large frame on Saturday?",
    "Do you pick bikes up?",
  ],
  closings: ["Thanks!", "Mornings are best.", "A call back is fine too.", "Thank you for your help."],
  services: [],
  goals: [],
  phone: (number) => `+1 207 555 01${String(number % 100).padStart(2, "0")}`,
};
