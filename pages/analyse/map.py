"""Map: where a figure is high or low, where it moved, and where the records lie."""

from collections.abc import Mapping

import streamlit as st

from governance import atlas, choices, panel, query, scope, stage
from governance.catalog import Metric
from governance.maps import frames, subjects
from governance.maps.cells import Cells
from governance.maps.frames import Frame
from governance.maps.subjects import Subject
from governance.maps.wish import Wish
from governance.scope import Here

# Beside the map there is room for so many figures and records; their pages have the others.
FIGURES, RECORDS = 4, 8
