from bot.sandbox.faults import Fault, Faults, Wrong


def test_a_fault_strikes_its_method_as_often_as_planned() -> None:
    faults = Faults()
    faults.plan(Fault("chat.postMessage", Wrong.SERVER_ERROR, times=2))

    struck = [faults.strike("chat.postMessage", with_blocks=False) for _ in range(3)]

    assert [bool(fault) for fault in struck] == [True, True, False]


def test_a_fault_leaves_other_methods_alone() -> None:
    faults = Faults()
    planned = Fault("chat.postMessage", Wrong.DROP_BEFORE)
    faults.plan(planned)

    assert faults.strike("chat.update", with_blocks=True) is None
    assert faults.waiting() == (planned,)


def test_refused_blocks_let_the_bare_text_through() -> None:
    faults = Faults()
    faults.plan(Fault("chat.postMessage", Wrong.INVALID_BLOCKS))

    assert faults.strike("chat.postMessage", with_blocks=False) is None
    assert faults.strike("chat.postMessage", with_blocks=True) is not None


def test_faults_happen_in_the_order_in_which_they_were_planned() -> None:
    faults = Faults()
    faults.plan(Fault("chat.update", Wrong.RATE_LIMITED))
    faults.plan(Fault("chat.update", Wrong.SERVER_ERROR))

    first = faults.strike("chat.update", with_blocks=False)

    assert first is not None
    assert first.wrong is Wrong.RATE_LIMITED


def test_faults_are_forgotten_when_told() -> None:
    faults = Faults()
    faults.plan(Fault("chat.update", Wrong.TIMEOUT))

    faults.clear()

    assert faults.waiting() == ()
