"use client";

import { useState, type CSSProperties } from "react";
import { countryName } from "@/components/lib/country";
import { cn } from "@/components/lib/cn";
import { countOf } from "@/components/lib/format";
import { drawWorld, MAP_HEIGHT, MAP_WIDTH } from "./world-shapes";
import { SHADE_BOXES, SHADES, shadeLabel, shadeOf, shadeStarts } from "./shades";

export type WorldMapProps = {
  values: ReadonlyMap<string, number>;
  /** What the values count, in one: "visitor". */
  noun: string;
  /** The country whose row has the focus or the pointer. */
  marked: string | null;
  /** A click on a country; without it countries only tell their number. */
  onChoose?: (code: string) => void;
};

const DOT_RADIUS = 4;
const isFar = (x: number) => x > MAP_WIDTH * 0.7;

type Spot = { code: string; x: number; y: number };

/**
 * Where visitors come from, by shade. It repeats the list beside it for the eye: what a keyboard or a screen reader
 * needs is there, and the country of the row with the focus is outlined here.
 */
export function WorldMap({ values, noun, marked, onChoose }: WorldMapProps) {
  const [spot, setSpot] = useState<Spot | null>(null);
  const world = drawWorld();
  const starts = shadeStarts(Math.max(0, ...values.values()));
  const shown = spot?.code ?? marked;
  const look = (code: string | null) => {
    const shade = shadeOf(values.get(code ?? "") ?? 0, starts);
    return cn(
      shade < 0 ? "fill-map-land" : SHADES[shade],
      code !== null && code === shown
        ? "stroke-text [stroke-width:1.6]"
        : "stroke-surface-raised [stroke-width:0.6]",
      onChoose && shade >= 0 && "cursor-pointer",
    );
  };
  const events = (code: string | null) =>
    code === null
      ? {}
      : {
          onPointerMove: ({ nativeEvent, currentTarget }: React.PointerEvent<SVGElement>) => {
            const box = currentTarget.ownerSVGElement?.getBoundingClientRect();
            if (!box) return;
            const scale = MAP_WIDTH / box.width;
            setSpot({
              code,
              x: (nativeEvent.clientX - box.left) * scale,
              y: (nativeEvent.clientY - box.top) * scale,
            });
          },
          onClick: () => values.has(code) && onChoose?.(code),
        };
  const outlined = world.shapes.find((shape) => shape.code === shown);
  return (
    <div className="flex flex-col gap-3">
      <div className="relative" onPointerLeave={() => setSpot(null)}>
        <svg aria-hidden viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`} className="block h-auto w-full">
          {world.shapes.map((shape) => (
            <path
              key={shape.id}
              d={shape.path}
              data-country={shape.code ?? undefined}
              className={look(shape.code)}
              {...events(shape.code)}
            />
          ))}
          {outlined ? <path d={outlined.path} className="pointer-events-none fill-none stroke-text" /> : null}
          {world.places
            .filter((place) => values.has(place.code))
            .map((place) => (
              <circle
                key={place.code}
                cx={place.x}
                cy={place.y}
                r={DOT_RADIUS}
                data-country={place.code}
                className={look(place.code)}
                {...events(place.code)}
              />
            ))}
        </svg>
        {spot ? <Tip spot={spot} noun={noun} value={values.get(spot.code) ?? 0} /> : null}
      </div>
      <Legend starts={starts} noun={noun} />
    </div>
  );
}

function Tip({ spot, noun, value }: { spot: Spot; noun: string; value: number }) {
  const across = (spot.x / MAP_WIDTH) * 100;
  const place: CSSProperties = {
    top: `${(spot.y / MAP_HEIGHT) * 100}%`,
    ...(isFar(spot.x) ? { right: `${100 - across}%` } : { left: `${across}%` }),
  };
  return (
    <p
      aria-hidden
      style={place}
      className="pointer-events-none absolute z-10 m-3 rounded-ui border border-border bg-surface-raised px-2.5 py-1.5 text-xs whitespace-nowrap shadow-float"
    >
      <span className="font-medium">{countryName(spot.code)}</span>
      <span className="pl-2 text-text-muted tabular-nums">{countOf(value, noun)}</span>
    </p>
  );
}

function Legend({ starts, noun }: { starts: readonly number[]; noun: string }) {
  return (
    <div
      aria-hidden
      className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-text-muted tabular-nums"
    >
      <span className="first-letter:uppercase">{`${noun}s`}</span>
      {starts.map((start, index) => (
        <span key={start} className="flex items-center gap-1.5">
          <span className={cn("size-3 rounded-inner", SHADE_BOXES[index])} />
          {shadeLabel(index, starts)}
        </span>
      ))}
      <span className="flex items-center gap-1.5">
        <span className="size-3 rounded-inner bg-map-land" />
        None
      </span>
    </div>
  );
}
