export type Post = {
  slug: string;
  topic: string;
  title: string;
  minutes: number;
  summary: string;
  parts: readonly { heading?: string; text: readonly string[] }[];
};

/** The notes of the studio; prisma/seed/sites/juniper-lane.data.ts has visitors for each. */
export const POSTS: readonly Post[] = [
  {
    slug: "what-a-website-costs",
    topic: "Websites",
    title: "What a website for a small hotel costs",
    minutes: 4,
    summary: "The honest answer is a list. Here is ours, with the hours behind each line.",
    parts: [
      {
        text: [
          "Offers for the same small hotel can differ tenfold, and both ends may be fair. They mean different things by the word website. So ask for hours, not for a sum, and ask what happens in the third month.",
        ],
      },
      {
        heading: "Where the hours go",
        text: [
          "A third goes into listening, writing and photographs. A third goes into design and building. The last third goes into everything that nobody sees: speed, accessibility, moving the old addresses, the forms, the numbers.",
          "If an offer leaves out the first third, you will write the texts at night. If it leaves out the last, your guests will feel it and not know why.",
        ],
      },
      {
        heading: "What you can leave out",
        text: [
          "A room planner in three dimensions. A chat window that nobody answers. A second language that you do not speak at the door.",
        ],
      },
    ],
  },
  {
    slug: "opening-week",
    topic: "Openings",
    title: "The week of the opening, day by day",
    minutes: 5,
    summary: "Eight weeks of work for seven days. What we do on each of them, and what we stopped doing.",
    parts: [
      {
        text: [
          "On Monday nothing happens, on purpose. The kitchen cooks for the neighbours, the beds are slept in by friends, and everybody writes down what is missing.",
        ],
      },
      {
        heading: "Tuesday to Thursday",
        text: [
          "The newsletter goes out on Tuesday at ten. It has one picture, one sentence and one link. On Wednesday the people who wrote to you get an answer in your own words.",
          "Thursday belongs to the photographs: real guests, real light, no models.",
        ],
      },
      {
        heading: "The weekend",
        text: [
          "Be at the door. Do not post. On Sunday evening look at the numbers once, for a quarter of an hour: which page did people see last before they booked? That page is your next month.",
        ],
      },
    ],
  },
  {
    slug: "photos-that-sell-rooms",
    topic: "Photographs",
    title: "Photographs that fill rooms",
    minutes: 3,
    summary: "Show the window, not the bed. Seven rules for pictures that make people stay.",
    parts: [
      {
        text: [
          "Every room has a bed, and everybody knows what one looks like. What people cannot know is what they will see when they wake up. So take the first picture from the pillow.",
          "Take the second at the time of day when your guests arrive. Take the third with somebody's book on the table.",
        ],
      },
      {
        heading: "What to leave out",
        text: ["Towels folded as swans. Wide lenses that double the room. Skies from another country."],
      },
    ],
  },
  {
    slug: "menus-people-read",
    topic: "Print",
    title: "Menus that people read to the end",
    minutes: 3,
    summary: "Fewer dishes, larger letters, and no full stops after prices.",
    parts: [
      {
        text: [
          "A menu is read standing, by candlelight, while somebody is talking. Eleven points is too small. Twelve dishes are many.",
          "Put the dish that you are proud of second. People distrust the first and do not reach the fifth.",
        ],
      },
      {
        heading: "On the website",
        text: [
          "As text, never as a picture of a page. Somebody is trying to find out whether there is anything without nuts.",
        ],
      },
    ],
  },
];
