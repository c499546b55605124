"""The demonstration's pictures: illustrated scenes of the delta, drawn on demand."""

from collections.abc import Callable

from PIL import Image

from . import (
    scenes_bridge,
    scenes_clinic,
    scenes_coast,
    scenes_craft,
    scenes_crowd,
    scenes_fest,
    scenes_field,
    scenes_hall,
    scenes_orchard,
    scenes_portrait,
    scenes_public,
    scenes_quiet,
    scenes_river,
    scenes_shore,
    scenes_street,
    scenes_town,
    scenes_wind,
    scenes_works,
)
from .canvas import Canvas

__all__ = ["draw", "keys"]

_LANDSCAPE = (1600, 1067)
_PANORAMA = (1600, 700)
_TALL = (1067, 1600)
_THREE_FOUR = (1200, 1600)
_SQUARE = (1200, 1200)

_SCENES: dict[str, tuple[tuple[int, int], Callable[[Canvas], None]]] = {
    "river_dawn-1": (_LANDSCAPE, scenes_river.river_dawn),
    "coconut_grove-1": (_LANDSCAPE, scenes_field.coconut_grove),
    "rice_field-1": (_LANDSCAPE, scenes_field.rice_field),
    "bridge-1": (_LANDSCAPE, scenes_bridge.bridge),
    "town_skyline-1": (_LANDSCAPE, scenes_town.town_skyline),
    "school_yard-1": (_LANDSCAPE, scenes_public.school_yard),
    "clinic-1": (_LANDSCAPE, scenes_clinic.clinic),
    "market_boats-1": (_LANDSCAPE, scenes_river.market_boats),
    "fishing_boats-1": (_LANDSCAPE, scenes_coast.fishing_boats),
    "pagoda_lanterns-1": (_LANDSCAPE, scenes_quiet.pagoda_lanterns),
    "stadium-1": (_LANDSCAPE, scenes_crowd.stadium),
    "road_works-1": (_LANDSCAPE, scenes_works.road_works),
    "wind_farm-1": (_LANDSCAPE, scenes_wind.wind_farm),
    "salt_field-1": (_LANDSCAPE, scenes_shore.salt_field),
    "orchard-1": (_LANDSCAPE, scenes_orchard.orchard),
    "mangrove-1": (_LANDSCAPE, scenes_coast.mangrove_shore),
    "meeting_hall-1": (_LANDSCAPE, scenes_hall.meeting_hall),
    "portrait-1": (_LANDSCAPE, scenes_portrait.portrait),
    "library-1": (_LANDSCAPE, scenes_quiet.library),
    "rain_street-1": (_LANDSCAPE, scenes_street.rain_street),
    "flood_dyke-1": (_LANDSCAPE, scenes_bridge.flood_dyke),
    "night_festival-1": (_LANDSCAPE, scenes_fest.night_festival),
    "ferry-1": (_LANDSCAPE, scenes_river.ferry),
    "courthouse-1": (_LANDSCAPE, scenes_street.courthouse),
    "patrol_ship-1": (_LANDSCAPE, scenes_coast.patrol_ship),
    "world_city-1": (_LANDSCAPE, scenes_town.world_city),
    "bicycle_race-1": (_LANDSCAPE, scenes_fest.bicycle_race),
    "mat_weaving-1": (_LANDSCAPE, scenes_craft.mat_weaving),
    "shrimp_pond-1": (_LANDSCAPE, scenes_shore.shrimp_pond),
    "train-1": (_LANDSCAPE, scenes_bridge.train),
    "river_dawn-2": (_PANORAMA, scenes_river.river_dawn_wide),
    "coconut_grove-2": (_TALL, scenes_field.coconut_grove_tall),
    "rice_field-2": (_SQUARE, scenes_field.rice_field_square),
    "bridge-2": (_PANORAMA, scenes_bridge.bridge_night_wide),
    "town_skyline-2": (_LANDSCAPE, scenes_town.town_skyline_night),
    "market_boats-2": (_SQUARE, scenes_river.market_boats_square),
    "fishing_boats-2": (_LANDSCAPE, scenes_coast.fishing_boats_sunset),
    "meeting_hall-2": (_LANDSCAPE, scenes_hall.meeting_hall_speech),
    "portrait-2": (_THREE_FOUR, scenes_portrait.portrait_three),
    "portrait-3": (_SQUARE, scenes_portrait.portrait_square),
    "orchard-2": (_TALL, scenes_orchard.orchard_tall),
    "stadium-2": (_LANDSCAPE, scenes_crowd.stadium_track),
    "school_yard-2": (_LANDSCAPE, scenes_public.school_yard_ride),
    "mangrove-2": (_LANDSCAPE, scenes_coast.mangrove_edge),
    "night_festival-2": (_TALL, scenes_fest.night_festival_tall),
}


def keys() -> list[str]:
    """The names of all the pictures."""
    return list(_SCENES)


def draw(key: str) -> Image.Image:
    """The picture of that name, always the same; KeyError for a name unknown."""
    size, scene = _SCENES[key]
    canvas = Canvas(size, key)
    scene(canvas)
    return canvas.finish()
