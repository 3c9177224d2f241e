namespace Arise.Structures.Formats;

/// <summary>
/// Elements as atom labels name them: a symbol ("Cu", in any case), a symbol followed by something that is not a
/// letter ("Cu1", "O2-", "Fe_pv"), an atomic number ("29"), or the hydrogen isotopes "D" and "T".
/// </summary>
internal static class ElementLabel
{
    /// <summary>Reads a label; false when no element can be told from it.</summary>
    public static bool TryParse(ReadOnlySpan<char> label, out ChemicalElement element)
    {
        element = default;
        if (LineFields.TryInteger(label, out long atomicNumber))
        {
            if (atomicNumber is < 1 or > ChemicalElement.MaxAtomicNumber)
                return false;
            element = ChemicalElement.FromAtomicNumber((int)atomicNumber);
            return true;
        }

        int letters = 0;
        while (letters < label.Length && char.IsLetter(label[letters]))
            letters++;
        ReadOnlySpan<char> symbol = label[..letters];
        return ChemicalElement.TryParse(symbol is "D" or "T" ? "H" : symbol, out element);
    }
}
