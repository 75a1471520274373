import pytest

# So that a failure in these shows what was compared, as one in a test does.
pytest.register_assert_rewrite("tests.check_browser", "tests.check_machine", "tests.plain_browser")
