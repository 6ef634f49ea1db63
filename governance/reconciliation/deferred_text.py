"""A sentence that is said later, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from governance.core.i18n import Translator
from governance.core.toml_entries import Text

Part = str | Text


@dataclass(frozen=True)
class DeferredText:
    """A message of the catalogue, or a zh/en text of a file, with the {fields} to fill in.

    A value that is a zh/en text is said in the same language.
    """

    message: Part
    values: Mapping[str, Part] = field(default_factory=dict)

    def text(self, _: Translator) -> str:
        """The sentence in the translator's language."""
        values = {
            name: _.pick(v) if isinstance(v, Mapping) else v for name, v in self.values.items()
        }
        if isinstance(self.message, Mapping):
            return _.pick(self.message)
        return _(self.message, **values)


def defer(message: Part, **values: Part) -> DeferredText:
    """A DeferredText with its values by name."""
    return DeferredText(message, values)
