"""Signs to call an ambulance for with any calf pain, whatever its cause.

One list for home and the emergency card of every article, so that a card of its own names what belongs
to its cause. A test compares it with the emergency rules of the check.
"""

DANGER_SIGNS = (
    "you have new chest pain or trouble breathing, cough up blood, faint, or feel light-headed "
    "with a racing heart",
    "your foot or lower leg turns cold, pale, blue or grey, or suddenly turns numb or weak, "
    "or you cannot move it",
    "your calf stays rock hard, and the pain is awful or keeps growing",
    "you have a fever or shivering with severe calf pain, hot skin, cancer, or a leg you cannot stand on",
    "skin turns black, purple (no bruise) or blistered, or you feel very ill, confused or very sleepy",
    "you are newly numb between the legs, cannot pee or newly leak pee or poo, or both legs turn weak",
    "your pee turns brown, with bad pain, weak muscles, a cholesterol tablet (statin), hard exercise, "
    "an injury, heavy drinking or hours of lying still",
    "after a fall, blow or crash, the leg is bent out of shape, or you cannot put weight on it",
)

MEANWHILE = (
    "1 sign is enough. Do not drive yourself. "
    "On brown or black skin, look for pale or blue on the sole and nails."
)
"""What an emergency card says below its signs where its editors wrote nothing."""
