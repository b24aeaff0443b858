import pytest

from ui.serve.door.attempts import Attempts


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def attempts(clock: Clock) -> Attempts:
    return Attempts(clock)


def wrong(attempts: Attempts, name: str, address: str, times: int = 1) -> None:
    for _ in range(times):
        attempts.begin(name, address)


def test_a_few_wrong_tries_cost_nothing(attempts: Attempts) -> None:
    wrong(attempts, "ann", "10.0.0.1", 5)
    assert attempts.wait("ann", "10.0.0.1") == 0


def test_each_more_doubles_the_wait_up_to_a_minute(attempts: Attempts, clock: Clock) -> None:
    wrong(attempts, "ann", "10.0.0.1", 5)
    waits = []
    for _ in range(9):
        wrong(attempts, "ann", "10.0.0.1")
        waits.append(attempts.wait("ann", "10.0.0.1"))
        clock.now += waits[-1]
        assert attempts.wait("ann", "10.0.0.1") == 0
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_right_one_ends_the_wait(attempts: Attempts, clock: Clock) -> None:
    wrong(attempts, "ann", "10.0.0.1", 9)
    clock.now += 60
    attempts.begin("ann", "10.0.0.1")
    attempts.right("ann", "10.0.0.1")
    wrong(attempts, "ann", "10.0.0.1", 5)
    assert attempts.wait("ann", "10.0.0.1") == 0


def test_other_names_and_addresses_do_not_wait(attempts: Attempts) -> None:
    wrong(attempts, "ann", "10.0.0.1", 10)
    assert attempts.wait("ann", "10.0.0.1")
    assert attempts.wait("ann", "10.0.0.2") == 0
    assert attempts.wait("ben", "10.0.0.1") == 0


def test_an_address_that_tries_many_names_waits_with_each(attempts: Attempts) -> None:
    for number in range(21):
        wrong(attempts, f"name {number}", "10.0.0.1")
    assert attempts.wait("ann", "10.0.0.1")
    assert attempts.wait("ann", "10.0.0.2") == 0


def test_a_name_that_is_tried_from_many_addresses_waits_with_each(attempts: Attempts) -> None:
    for number in range(21):
        wrong(attempts, "ann", f"10.0.1.{number}")
    assert attempts.wait("ann", "10.0.0.1")
    assert attempts.wait("ben", "10.0.0.1") == 0


def test_nobody_keeps_a_person_out_where_they_have_signed_in_before(attempts: Attempts) -> None:
    attempts.begin("ann", "10.0.0.1")
    attempts.right("ann", "10.0.0.1")
    for number in range(200):
        wrong(attempts, "ann", f"10.0.1.{number}")
        wrong(attempts, f"name {number}", "10.0.0.1")
    assert attempts.wait("ann", "10.0.0.1") == 0
    assert attempts.wait("ann", "10.0.0.2")


def test_whoever_has_one_password_cannot_try_others_without_end(attempts: Attempts, clock: Clock) -> None:
    waits = []
    for number in range(50):
        wrong(attempts, f"name {number}", "10.0.0.1")
        attempts.begin("ben", "10.0.0.1")
        attempts.right("ben", "10.0.0.1")
        waits.append(attempts.wait("ann", "10.0.0.1"))
    assert waits[-1]


def test_wrong_tries_are_forgotten(attempts: Attempts, clock: Clock) -> None:
    wrong(attempts, "ann", "10.0.0.1", 50)
    clock.now += 15 * 60
    wrong(attempts, "ann", "10.0.0.1", 5)
    assert attempts.wait("ann", "10.0.0.1") == 0


def test_memory_is_bounded(attempts: Attempts) -> None:
    for number in range(20_000):
        wrong(attempts, f"name {number}", f"address {number}")
    assert len(attempts._wrong) == 30_000
