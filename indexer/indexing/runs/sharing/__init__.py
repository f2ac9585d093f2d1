"""What of a run can be done by several processes, and what is done in the parts of each stage.

file_parts     which files are read together          reading_work    reading and splitting those of a part
read_ahead     what came of it, file by file          asking_work     the questions of a calibration
helping        a process that begins no run           reading_beside  files that this machine reads ahead by itself
"""
