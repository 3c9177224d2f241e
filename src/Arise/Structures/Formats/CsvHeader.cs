using System.Text;
using System.Text.RegularExpressions;

namespace Arise.Structures.Formats;

/// <summary>Which column of a table holds what.</summary>
internal sealed partial class CsvHeader
{
    private static readonly string[] SpeciesNames =
        ["species", "element", "elements", "symbol", "symbols", "type", "types", "atom_type", "atomtype", "atom"];

    private static readonly string[] NumberNames =
        ["atomic_number", "atomicnumber", "atomic number", "atomic_numbers", "atomic numbers", "numbers"];

    // What may stand beside the letter in the name of a coordinate: position_x, X centroid, fit-y.
    private static readonly string[] PositionWords =
    [
        "pos", "position", "positions", "coord", "coords", "coordinate", "coordinates", "center", "centroid",
        "refined", "fitted", "fit", "atom", "mean",
    ];

    private readonly string[] _names;

    private CsvHeader(string[] names) => _names = names;

    /// <summary>Column of x.</summary>
    public required int X { get; init; }

    /// <summary>Column of y.</summary>
    public required int Y { get; init; }

    /// <summary>Column of z; -1 for a plane.</summary>
    public required int Z { get; init; }

    /// <summary>Column of the species; -1 for none.</summary>
    public required int Species { get; init; }

    /// <summary>Whether the species are atomic numbers.</summary>
    public bool HasAtomicNumbers { get; private init; }

    /// <summary>The unit in which the header gives x, or null.</summary>
    public LengthUnit? Unit { get; private init; }

    /// <summary>Whether several columns can be one coordinate.</summary>
    public bool IsAmbiguous { get; private init; }

    /// <summary>Whether the header gives the coordinates in different units, or only some of them in one.</summary>
    public bool MixesUnits { get; private init; }

    /// <summary>The other columns that have a name.</summary>
    public IEnumerable<int> Others => Enumerable.Range(0, _names.Length).Where(
        column => column != X && column != Y && column != Z && column != Species && _names[column].Length > 0);

    /// <summary>Reads a header; null when it does not name x and y.</summary>
    public static CsvHeader? Of(string[] cells)
    {
        (string Name, string Unit)[] named = [.. cells.Select(Named)];
        int[] x = Columns('x'), y = Columns('y'), z = Columns('z');
        if (x.Length == 0 || y.Length == 0)
            return null;
        string unit = named[x[0]].Unit;
        int species = Array.FindIndex(named, column => SpeciesNames.Contains(column.Name));
        int numbers = Array.FindIndex(named, column => NumberNames.Contains(column.Name));
        return new CsvHeader([.. named.Select(column => column.Name)])
        {
            X = x[0],
            Y = y[0],
            Z = z.Length > 0 ? z[0] : -1,
            Species = species >= 0 ? species : numbers,
            HasAtomicNumbers = species < 0 && numbers >= 0,
            Unit = unit.Length > 0 ? new LengthUnit(unit) : null,
            MixesUnits = named[y[0]].Unit != unit || (z.Length > 0 && named[z[0]].Unit != unit),
            IsAmbiguous = x.Length > 1 || y.Length > 1 || z.Length > 1,
        };

        // A column that is called by the letter alone wins.
        int[] Columns(char letter)
        {
            int exact = Array.FindIndex(named, column => column.Name == $"{letter}");
            return exact >= 0
                ? [exact]
                : [.. Enumerable.Range(0, named.Length).Where(column => IsCoordinate(named[column].Name, letter))];
        }
    }

    /// <summary>The columns of a table without header, told by its first row; null when they cannot be.</summary>
    public static CsvHeader? Without(string[] row)
    {
        bool[] isNumber = [.. row.Select(cell => CsvLine.TryReal(cell, decimalComma: true, out _))];
        int numbers = isNumber.Count(number => number);
        int word = Array.IndexOf(isNumber, false);
        bool isElement = word < 0 || ElementLabel.TryParse(row[word], out _);
        if (numbers is not (2 or 3) || row.Length - numbers > 1 || !isElement || (word > 0 && word < numbers))
            return null;
        int first = word == 0 ? 1 : 0;
        return new CsvHeader([.. row.Select(_ => "")])
        {
            X = first, Y = first + 1, Z = numbers == 3 ? first + 2 : -1, Species = word,
        };
    }

    /// <summary>The columns of a table without header whose first one only counts the rows.</summary>
    public CsvHeader BehindIndex() => new(_names) { X = 1, Y = 2, Z = -1, Species = Species };

    /// <summary>Name of a column, one word.</summary>
    public string NameOf(int column)
    {
        var name = new StringBuilder();
        foreach (char letter in _names[column])
            name.Append(char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is ':' or '"' ? '_' : letter);
        return name.ToString();
    }

    // "X (nm)", "x [px]", "x/Angstrom", "x_nm".
    private static (string Name, string Unit) Named(string cell)
    {
        string name = cell.Trim().ToLowerInvariant();
        Match match = WithUnit().Match(name);
        return !match.Success ? (name, "")
            : (match.Groups["name"].Value, match.Groups["unit"].Value + match.Groups["suffix"].Value);
    }

    private static bool IsCoordinate(string name, char letter)
    {
        string[] words = name.Split([' ', '_', '-', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 1)
        {
            string word = words[0];
            return (word[0] == letter && PositionWords.Contains(word[1..]))
                || (word[^1] == letter && PositionWords.Contains(word[..^1]));
        }

        return words.Count(word => word.Length == 1 && word[0] == letter) == 1
            && words.All(word => (word.Length == 1 && word[0] == letter) || PositionWords.Contains(word));
    }

    [GeneratedRegex(
        @"^(?<name>.*?)\s*(?:[\(\[](?<unit>[^\)\]]+)[\)\]]|[_/ ](?<suffix>nm|pm|um|px|pixels?|å|ang|angstroms?))$")]
    private static partial Regex WithUnit();
}
