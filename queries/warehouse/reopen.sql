-- What a build says of itself goes from the copy of the build that it starts from; it says it anew.
delete from build_info;
delete from sources;
