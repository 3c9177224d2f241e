using System.Diagnostics.CodeAnalysis;

namespace Arise.Structures.Symmetry;

/// <summary>One of the 230 space-group types: number, symbol, crystal system and settings.</summary>
/// <remarks>
/// The table of settings (space_groups.csv) holds facts of International Tables for Crystallography, vol. A
/// (settings, Hermann-Mauguin symbols) and vol. B, appendix 1.4.2 (Hall symbols).
/// </remarks>
public sealed class SpaceGroup
{
    private static readonly SpaceGroup[] Table = ReadTable();

    private SpaceGroup(IReadOnlyList<SpaceGroupSetting> settings) => Settings = settings;

    /// <summary>All 230 in order of their numbers.</summary>
    public static IReadOnlyList<SpaceGroup> All => Table;

    /// <summary>Number in International Tables, 1 to 230.</summary>
    public int Number => Settings[0].Number;

    /// <summary>
    /// Short Hermann-Mauguin symbol without blanks, screw axes with an underscore: "Fm-3m", "P6_3/mmc", "P2_1/c".
    /// </summary>
    public string Symbol => HermannMauguinSymbol.Shorten(Settings[0].Symbol);

    /// <summary>The choices of axes and origin, the first of International Tables first.</summary>
    internal IReadOnlyList<SpaceGroupSetting> Settings { get; }

    /// <summary>Crystal system, which the number tells.</summary>
    public CrystalSystem CrystalSystem => Number switch
    {
        <= 2 => CrystalSystem.Triclinic,
        <= 15 => CrystalSystem.Monoclinic,
        <= 74 => CrystalSystem.Orthorhombic,
        <= 142 => CrystalSystem.Tetragonal,
        <= 167 => CrystalSystem.Trigonal,
        <= 194 => CrystalSystem.Hexagonal,
        _ => CrystalSystem.Cubic,
    };

    /// <summary>The group with this number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 1 and 230.</exception>
    public static SpaceGroup FromNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Table.Length);
        return Table[number - 1];
    }

    /// <summary>The group that a Hermann-Mauguin symbol names, in any setting and spelling.</summary>
    /// <seealso cref="FindSettings"/>
    public static bool TryParse(string symbol, [NotNullWhen(true)] out SpaceGroup? group)
    {
        IReadOnlyList<SpaceGroupSetting> settings = FindSettings(symbol);
        group = settings.Count == 0 ? null : FromNumber(settings[0].Number);
        return group is not null;
    }

    /// <summary>
    /// The settings that a Hermann-Mauguin symbol can mean, usual ones first; none if it names no space group. A short
    /// monoclinic symbol (P 2/m) leaves the unique axis open, F d -3 m the origin, R -3 m the axes: the cell or a
    /// suffix (":2", ":R", ":b1") decides. With and without blanks, underscores or brackets around subscripts, full
    /// and short symbols, and old ones (F m 3 m, C m c a) are understood.
    /// </summary>
    internal static IReadOnlyList<SpaceGroupSetting> FindSettings(string symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        return HermannMauguinSymbol.Find(symbol);
    }

    /// <summary>Number and symbol: "225 Fm-3m".</summary>
    public override string ToString() => $"{Number} {Symbol}";

    private static SpaceGroup[] ReadTable()
    {
        using Stream stream =
            typeof(SpaceGroup).Assembly.GetManifestResourceStream("Arise.Structures/Symmetry/space_groups.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        var settings = new List<SpaceGroupSetting>();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            settings.Add(new SpaceGroupSetting(
                int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture),
                cells[1], cells[2], cells[3], cells[4]));
        }

        return [.. settings.GroupBy(setting => setting.Number).Select(group => new SpaceGroup([.. group]))];
    }
}
