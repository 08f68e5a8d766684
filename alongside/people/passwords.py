"""How passwords are hashed: Argon2id at 19 MiB and two passes, OWASP's minimum, about 20 ms."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """Django's hasher with our parameters."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
