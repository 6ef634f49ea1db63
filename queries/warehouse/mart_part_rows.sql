-- What one scan added up.
from the_dataset
