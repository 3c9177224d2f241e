using System.Collections.Concurrent;
using System.Globalization;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Symmetry;

namespace Arise.Prototypes;

/// <summary>Reads the ranges and further bases of the families, data files beside this one.</summary>
/// <remarks>
/// <c>families.csv</c> the ranges of the classes that have not the default ones; <c>bases.csv</c> further members of a
/// class with space group (number or number:choice), cell and source; <c>base_sites.csv</c> their asymmetric units.
/// </remarks>
internal static class FamilyTables
{
    private static readonly Lazy<Dictionary<string, FamilyRanges>> Ranges = new(() =>
        PrototypeTables.Rows("families.csv", 6).ToDictionary(row => row[0], ToRanges, StringComparer.Ordinal));

    // The groups of all cells take seconds, so each family is made once.
    private static readonly ConcurrentDictionary<string, CrystalFamily> Families = new(StringComparer.Ordinal);

    private static readonly Lazy<ILookup<string, FamilyBase>> Bases = new(ReadBases);

    /// <summary>The family of a class.</summary>
    public static CrystalFamily Of(Prototype prototype) =>
        ReferenceEquals(PrototypeLibrary.FromLabel(prototype.Label), prototype)
            ? Families.GetOrAdd(prototype.Label, _ => new CrystalFamily(
                prototype,
                [
                    Own(prototype),
                    .. Bases.Value[prototype.Label],
                    .. PrototypeLibrary.All.Where(one => one.MergedInto == prototype.Label).Select(Own),
                ],
                Ranges.Value.GetValueOrDefault(prototype.Label, DefaultRanges(prototype))))
            : new CrystalFamily(prototype, [Own(prototype)], FamilyRanges.Published);

    private static FamilyBase Own(Prototype prototype) =>
        new(prototype.Label, prototype.Structure, prototype.Source);

    private static FamilyRanges DefaultRanges(Prototype prototype) =>
        prototype.ClassIndex < PrototypeLibrary.Published.Count ? FamilyRanges.Published : FamilyRanges.Further;

    private static FamilyRanges ToRanges(string[] row)
    {
        FamilyRanges usual = PrototypeLibrary.FromLabel(row[0]) is { } prototype
            ? DefaultRanges(prototype)
            : throw new InvalidOperationException($"families.csv: there is no class {row[0]}");
        return new FamilyRanges
        {
            Quantity = row[1] switch
            {
                "" => AxialQuantity.None,
                "c/a" => AxialQuantity.ConventionalCell,
                "c/a face-centered" => AxialQuantity.FaceCenteredCell,
                "cube edge" => AxialQuantity.CubeEdge,
                _ => throw new InvalidOperationException($"families.csv: unknown quantity {row[1]}"),
            },
            Low = Number(row[2], 0),
            High = Number(row[3], 0),
            LargestSpread = Number(row[4], usual.LargestSpread),
            LargestDisplacement = Number(row[5], usual.LargestDisplacement),
        };
    }

    private static ILookup<string, FamilyBase> ReadBases()
    {
        Dictionary<string, string> sources = PrototypeTables.Rows("sources.csv", 2)
            .ToDictionary(row => row[0], row => row[1]);
        ILookup<(string, string), string[]> sites = PrototypeTables.Rows("base_sites.csv", 6)
            .ToLookup(row => (row[0], row[1]));
        return PrototypeTables.Rows("bases.csv", 10)
            .ToLookup(row => row[0], row => new FamilyBase(
                row[1], Cell(row, [.. sites[(row[0], row[1])]]), sources[row[9]]));
    }

    // The conventional cell filled by the operations of the space group.
    private static AtomicStructure Cell(string[] row, string[][] sites)
    {
        string[] group = row[2].Split(':');
        IReadOnlyList<SpaceGroupSetting> settings =
            SpaceGroup.FromNumber(int.Parse(group[0], CultureInfo.InvariantCulture)).Settings;
        SpaceGroupSetting setting = group.Length == 1 ? settings[0] : settings.First(one => one.Choice == group[1]);
        Lattice lattice = Lattice.FromParameters(
            Number(row[3], 0), Number(row[4], 0), Number(row[5], 0),
            Number(row[6], 90), Number(row[7], 90), Number(row[8], 90));
        var filler = new UnitCellFiller(lattice, setting.Operations);
        for (int site = 0; site < sites.Length; site++)
        {
            var place = new Vector3D(Number(sites[site][3], 0), Number(sites[site][4], 0), Number(sites[site][5], 0));
            if (!filler.TryAdd(site, ChemicalElement.Parse(sites[site][2]), place, out _))
                throw new InvalidOperationException($"base_sites.csv: two sites of {row[1]} at one place");
        }

        return new AtomicStructure(
            [.. filler.Positions.Select(lattice.ToCartesian)],
            [.. filler.Species],
            lattice,
            Periodicity.Bulk,
            name: row[1]);
    }

    private static double Number(string text, double otherwise) =>
        text.Length == 0 ? otherwise : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
