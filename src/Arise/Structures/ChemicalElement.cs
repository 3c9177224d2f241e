using System.Globalization;

namespace Arise.Structures;

/// <summary>A chemical element, identified by its atomic number (1 to 118).</summary>
/// <remarks>
/// Atomic masses (unified atomic mass units) are the abridged standard atomic weights of IUPAC 2021
/// (doi:10.1515/pac-2019-0603); elements without one carry the mass number of their longest-lived isotope.
/// </remarks>
public readonly record struct ChemicalElement
{
    /// <summary>Largest atomic number known here (oganesson).</summary>
    public const int MaxAtomicNumber = 118;

    private static readonly (string Symbol, string Name, double Mass)[] Table = ReadTable();

    private static readonly Dictionary<string, byte> BySymbol =
        Enumerable.Range(1, MaxAtomicNumber).ToDictionary(z => Table[z].Symbol, z => (byte)z, StringComparer.Ordinal);

    private readonly byte _atomicNumber;

    private ChemicalElement(byte atomicNumber) => _atomicNumber = atomicNumber;

    /// <summary>Number of protons.</summary>
    public int AtomicNumber => _atomicNumber;

    /// <summary>Chemical symbol, for example "Cu".</summary>
    public string Symbol => Table[_atomicNumber].Symbol;

    /// <summary>English name in lower case, for example "copper".</summary>
    public string Name => Table[_atomicNumber].Name;

    /// <summary>Atomic mass in unified atomic mass units.</summary>
    public double Mass => Table[_atomicNumber].Mass;

    /// <summary>The element with this atomic number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 1 and 118.</exception>
    public static ChemicalElement FromAtomicNumber(int atomicNumber)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atomicNumber, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atomicNumber, MaxAtomicNumber);
        return new ChemicalElement((byte)atomicNumber);
    }

    /// <summary>The element with this symbol, whatever the case of its letters.</summary>
    /// <exception cref="ArgumentException">No element has this symbol.</exception>
    public static ChemicalElement Parse(string symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        return TryParse(symbol, out ChemicalElement element)
            ? element
            : throw new ArgumentException($"'{symbol}' is not the symbol of a chemical element.");
    }

    /// <summary>Looks up a symbol, whatever the case of its letters ("CU", "cu" and "Cu" are copper).</summary>
    public static bool TryParse(ReadOnlySpan<char> symbol, out ChemicalElement element)
    {
        symbol = symbol.Trim();
        element = default;
        if (symbol.Length is < 1 or > 2 || !char.IsAsciiLetter(symbol[0]) || !char.IsAsciiLetter(symbol[^1]))
            return false;
        Span<char> canonical = stackalloc char[symbol.Length];
        canonical[0] = char.ToUpperInvariant(symbol[0]);
        if (symbol.Length == 2)
            canonical[1] = char.ToLowerInvariant(symbol[1]);
        if (!BySymbol.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(canonical, out byte atomicNumber))
            return false;
        element = new ChemicalElement(atomicNumber);
        return true;
    }

    /// <summary>
    /// The element whose mass is nearest to <paramref name="mass"/> (atomic mass units), if it lies within
    /// <paramref name="tolerance"/>.
    /// </summary>
    public static bool TryFromMass(double mass, out ChemicalElement element, double tolerance = 0.1)
    {
        int nearest = 1;
        for (int z = 2; z <= MaxAtomicNumber; z++)
        {
            if (Math.Abs(Table[z].Mass - mass) < Math.Abs(Table[nearest].Mass - mass))
                nearest = z;
        }

        element = new ChemicalElement((byte)nearest);
        return Math.Abs(Table[nearest].Mass - mass) <= tolerance;
    }

    /// <summary>The symbol.</summary>
    public override string ToString() => Symbol;

    private static (string Symbol, string Name, double Mass)[] ReadTable()
    {
        var table = new (string, string, double)[MaxAtomicNumber + 1];
        table[0] = ("?", "no element", 0);
        using Stream stream =
            typeof(ChemicalElement).Assembly.GetManifestResourceStream("Arise.Structures/elements.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            table[int.Parse(cells[0], CultureInfo.InvariantCulture)] =
                (cells[1], cells[2], double.Parse(cells[3], CultureInfo.InvariantCulture));
        }

        return table;
    }
}
