"""The requirements register: wishes of several participants as one register of musts and nice-to-haves."""
