import { computed, onMounted, onUnmounted, type Ref, ref, shallowRef } from 'vue';
import { type Frame, frameOf, type Point } from './project.js';

const mostZoom = 4096;
/** A finger never lies still: less than this is a click. */
const clickPixels = 4;

/** What part of the map is in sight: moved with mouse, fingers, wheel and keys. */
export function useMapView(frame: Ref<HTMLElement | undefined>, points: () => readonly Point[]) {
  const size = shallowRef({ width: 800, height: 480 });
  const zoom = ref(1);
  /** In the unit square; where nobody has moved the map, the middle of all. */
  const centre = shallowRef<Point>();
  const all = computed(() => frameOf(points(), size.value));
  /** The scale, about the middle of all points: what is drawn by it stays as it is while the map is moved. */
  const fit = computed<Frame>(() => ({ centre: all.value.centre, scale: all.value.scale * zoom.value }));
  /** Where the middle of all points is on the screen. */
  const shift = computed<Point>(() => {
    const { x, y } = centre.value ?? fit.value.centre;
    return {
      x: size.value.width / 2 - (x - fit.value.centre.x) * fit.value.scale,
      y: size.value.height / 2 - (y - fit.value.centre.y) * fit.value.scale,
    };
  });

  function moveBy(x: number, y: number): void {
    const from = centre.value ?? fit.value.centre;
    centre.value = { x: from.x - x / fit.value.scale, y: from.y - y / fit.value.scale };
  }

  /** Brings a point, in pixels from the middle of all points, to the middle of the screen. */
  function centreOn({ x, y }: Point): void {
    moveBy(size.value.width / 2 - x - shift.value.x, size.value.height / 2 - y - shift.value.y);
  }

  function bringIntoSight(point: Point): void {
    const [x, y] = [point.x + shift.value.x, point.y + shift.value.y];
    const { width, height } = size.value;
    if (x < 0 || y < 0 || x > width || y > height) centreOn(point);
  }

  /** What is at that point of the screen stays there; undefined: the middle. */
  function zoomBy(factor: number, at?: Point): void {
    const next = Math.min(mostZoom, Math.max(1, zoom.value * factor));
    const { width, height } = size.value;
    const [x, y] = at ? [at.x - width / 2, at.y - height / 2] : [0, 0];
    const grown = next / zoom.value;
    moveBy(x / grown - x, y / grown - y);
    zoom.value = next;
  }

  function inMap({ x, y }: Point): Point {
    const { left = 0, top = 0 } = frame.value?.getBoundingClientRect() ?? {};
    return { x: x - left, y: y - top };
  }

  const fingers = new Map<number, Point>();
  let moved = 0;

  function press({ pointerId, clientX: x, clientY: y }: PointerEvent): void {
    if (fingers.size === 0) moved = 0;
    fingers.set(pointerId, { x, y });
  }

  function drag({ pointerId, clientX: x, clientY: y }: PointerEvent): void {
    const from = fingers.get(pointerId);
    if (!from) return;
    fingers.set(pointerId, { x, y });
    moved += Math.hypot(x - from.x, y - from.y);
    const [other] = [...fingers].filter(([id]) => id !== pointerId).map(([, at]) => at);
    if (!other) return moveBy(x - from.x, y - from.y);
    const [before, now] = [
      Math.hypot(from.x - other.x, from.y - other.y),
      Math.hypot(x - other.x, y - other.y),
    ];
    if (before > 0) zoomBy(now / before, inMap({ x: (x + other.x) / 2, y: (y + other.y) / 2 }));
  }

  const release = ({ pointerId }: PointerEvent) => fingers.delete(pointerId);
  const turn = ({ deltaY, clientX: x, clientY: y }: WheelEvent) =>
    zoomBy(deltaY < 0 ? 1.25 : 0.8, inMap({ x, y }));
  /** Whether what was pressed last was moved, and is no click. */
  const wasMoved = () => moved > clickPixels;

  const keys: Record<string, () => void> = {
    '+': () => zoomBy(2),
    '-': () => zoomBy(0.5),
    ArrowLeft: () => moveBy(60, 0),
    ArrowRight: () => moveBy(-60, 0),
    ArrowUp: () => moveBy(0, 60),
    ArrowDown: () => moveBy(0, -60),
  };

  const observer = new ResizeObserver(([entry]) => {
    const { width = 800, height = 480 } = entry?.contentRect ?? {};
    size.value = { width, height };
  });
  onMounted(() => frame.value && observer.observe(frame.value));
  onUnmounted(() => observer.disconnect());
  return {
    size,
    zoom,
    fit,
    shift,
    zoomBy,
    centreOn,
    bringIntoSight,
    press,
    drag,
    release,
    turn,
    wasMoved,
    keys,
  };
}
