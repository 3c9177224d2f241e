using System.Globalization;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class RoundTripTests : FormatTestBase
{
    public static TheoryData<string> WritableFormats =>
        [.. StructureFormat.All.Where(format => format.CanWrite).Select(format => format.Name)];

    public static TheoryData<string, string> FormatPairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (StructureFormat from in StructureFormat.All.Where(format => format.CanWrite))
            {
                foreach (StructureFormat to in StructureFormat.All.Where(format => format.CanWrite))
                    pairs.Add(from.Name, to.Name);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(FormatPairs))]
    public void A_crystal_survives_two_conversions(string first, string second)
    {
        var random = new Random(20210101);
        for (int repeat = 0; repeat < 10; repeat++)
        {
            AtomicStructure crystal = RandomStructures.Triclinic(random);
            AtomicStructure once = ReadOne(Write(StructureFormat.FromName(first)!, crystal));
            AtomicStructure twice = ReadOne(Write(StructureFormat.FromName(second)!, once));

            AssertSameCrystal(crystal, once);
            AssertSameCrystal(crystal, twice);
        }
    }

    [Theory]
    [InlineData("extxyz")]
    [InlineData("poscar")]
    [InlineData("aims")]
    public void Formats_that_keep_the_orientation_keep_every_bit(string format)
    {
        var random = new Random(7);
        for (int repeat = 0; repeat < 20; repeat++)
        {
            AtomicStructure crystal = GroupedByElement(RandomStructures.Triclinic(random));
            AtomicStructure read = ReadOne(Write(StructureFormat.FromName(format)!, crystal));

            Assert.Equal(crystal.Positions.ToArray(), read.Positions.ToArray());
            Assert.Equal(crystal.Species.ToArray(), read.Species.ToArray());
            Assert.Equal(crystal.Lattice, read.Lattice);
            Assert.Equal(crystal.Periodicity, read.Periodicity);
        }
    }

    [Theory]
    [MemberData(nameof(WritableFormats))]
    public void A_written_file_is_recognized_by_its_content_alone(string format)
    {
        AtomicStructure crystal = RandomStructures.Triclinic(new Random(3));
        string text = Write(StructureFormat.FromName(format)!, crystal);

        Assert.Equal(format, StructureFormat.FromContent(text.Split('\n'))?.Name);
    }

    [Fact]
    public void Extended_xyz_keeps_everything()
    {
        var structure = new AtomicStructure(
            [new(0.1, -0.0, 1e-300), new(Math.PI, Math.E, 1 / 3.0)],
            [ChemicalElement.Parse("Fe"), ChemicalElement.Parse("O")],
            new Lattice(new(4, 0.1, 0), new(0, 5, 0.2), new(0.3, 0, 6)),
            new Periodicity(true, false, true),
            [
                AtomColumn.Real(
                    "forces", [0.1, double.NaN, double.PositiveInfinity, -1e-30, 5e-324, double.MaxValue], 3),
                AtomColumn.Integer("id", [long.MaxValue, -3]),
                AtomColumn.Text("label", ["a:b", "\"c\"=d"]),
                AtomColumn.Logical("fixed", [true, false, false, true], 2),
            ],
            new Dictionary<string, string>
            {
                ["energy"] = "-3.5",
                ["note"] = "it's \"so\" = {1, 2} \\ and\nmore",
                ["stress"] = "[[1, 2], [3, 4]]",
                ["odd key"] = "",
                ["open"] = "[1, 2",
            },
            "iron = oxide");

        AtomicStructure read = ReadOne(Write(StructureFormat.ExtendedXyz, structure));

        Assert.Equal(structure.Positions.ToArray(), read.Positions.ToArray());
        Assert.True(double.IsNegative(read.Positions[0].Y));
        Assert.Equal(structure.Lattice, read.Lattice);
        Assert.Equal(structure.Periodicity, read.Periodicity);
        Assert.Equal(structure.Properties, read.Properties);
        Assert.Equal(structure.Name, read.Name);
        foreach ((AtomColumn expected, AtomColumn actual) in structure.Columns.Zip(read.Columns))
        {
            Assert.Equal((expected.Name, expected.Kind, expected.Width), (actual.Name, actual.Kind, actual.Width));
            Assert.Equal(expected.Values.Cast<object>(), actual.Values.Cast<object>());
        }
    }

    [Fact]
    public void Extended_xyz_holds_many_frames_and_the_others_one()
    {
        var random = new Random(5);
        AtomicStructure[] frames =
            [RandomStructures.Triclinic(random), RandomStructures.Triclinic(random, Periodicity.None)];

        Assert.Equal(frames.Select(Symbols), Read(Write(StructureFormat.ExtendedXyz, frames)).Select(Symbols));
        foreach (StructureFormat format in StructureFormat.All.Where(
            format => format is { CanWrite: true, HoldsManyFrames: false }))
            Assert.Contains(
                "holds one structure",
                Assert.Throws<StructureFormatException>(() => Write(format, frames)).Problem,
                StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_language_of_the_machine()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        AtomicStructure crystal = RandomStructures.Triclinic(new Random(11));
        try
        {
            CultureInfo.CurrentCulture = comma;
            foreach (StructureFormat format in StructureFormat.All.Where(format => format.CanWrite))
                AssertSameCrystal(crystal, ReadOne(Write(format, crystal)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // The same crystal up to the order of atoms, lattice translations and a rotation: for every pair of elements the
    // same distances between nearest images.
    private static void AssertSameCrystal(AtomicStructure expected, AtomicStructure actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.Formula(), actual.Formula());
        Assert.Equal(Periodicity.Bulk, actual.Periodicity);
        Assert.Equal(expected.Lattice!.Volume, actual.Lattice!.Volume, 7);
        double[] expectedDistances = Distances(expected), actualDistances = Distances(actual);
        for (int i = 0; i < expectedDistances.Length; i++)
            Assert.Equal(expectedDistances[i], actualDistances[i], 1e-9);
    }

    private static double[] Distances(AtomicStructure structure)
    {
        var search = new NeighborSearch(structure, 5);
        var neighbors = new NeighborBuffer();
        var keyed = new List<(int, int, double)>();
        for (int atom = 0; atom < structure.Count; atom++)
        {
            search.Find(atom, neighbors);
            for (int k = 0; k < neighbors.Count; k++)
            {
                keyed.Add((
                    structure.Species[atom].AtomicNumber,
                    structure.Species[neighbors.Atoms[k]].AtomicNumber,
                    Math.Sqrt(neighbors.SquaredDistances[k])));
            }
        }

        keyed.Sort();
        Assert.NotEmpty(keyed);
        return [.. keyed.Select(entry => entry.Item3)];
    }

    private static AtomicStructure GroupedByElement(AtomicStructure structure)
    {
        ChemicalElement[] species = structure.Species.ToArray();
        return structure.Select(
            [.. Enumerable.Range(0, structure.Count).GroupBy(atom => species[atom]).SelectMany(group => group)]);
    }
}
