using Arise.Structures;
using Arise.Structures.Symmetry;

namespace Arise.Tests.Structures.Symmetry;

/// <summary>Every row of the table of space groups against facts that the row does not contain.</summary>
public class SpaceGroupTableTests
{
    // Geometric crystal classes in order of the space-group numbers: last number, and how many operations of which
    // type the point group has (International Tables vol. A, table 3.2.1.3).
    private static readonly (int LastNumber, string Operations)[] PointGroups =
    [
        (1, "1"), (2, "1 -1"), (5, "1 2"), (9, "1 m"), (15, "1 2 -1 m"), (24, "1 3*2"), (46, "1 2 2*m"),
        (74, "1 3*2 -1 3*m"), (80, "1 2 2*4"), (82, "1 2 2*-4"), (88, "1 2 2*4 -1 m 2*-4"), (98, "1 5*2 2*4"),
        (110, "1 2 2*4 4*m"), (122, "1 3*2 2*-4 2*m"), (142, "1 5*2 2*4 -1 5*m 2*-4"), (146, "1 2*3"),
        (148, "1 2*3 -1 2*-3"), (155, "1 2*3 3*2"), (161, "1 2*3 3*m"), (167, "1 2*3 3*2 -1 2*-3 3*m"),
        (173, "1 2 2*3 2*6"), (174, "1 2*3 m 2*-6"), (176, "1 2 2*3 2*6 -1 m 2*-3 2*-6"), (182, "1 7*2 2*3 2*6"),
        (186, "1 2 2*3 2*6 6*m"), (190, "1 3*2 2*3 4*m 2*-6"), (194, "1 7*2 2*3 2*6 -1 7*m 2*-3 2*-6"),
        (199, "1 3*2 8*3"), (206, "1 3*2 8*3 -1 3*m 8*-3"), (214, "1 9*2 8*3 6*4"), (220, "1 3*2 8*3 6*m 6*-4"),
        (230, "1 9*2 8*3 6*4 -1 9*m 8*-3 6*-4"),
    ];

    private static IEnumerable<SpaceGroupSetting> Settings => SpaceGroup.All.SelectMany(group => group.Settings);

    [Fact]
    public void There_are_230_groups_and_530_settings()
    {
        Assert.Equal(Enumerable.Range(1, 230), SpaceGroup.All.Select(group => group.Number));
        Assert.Equal(530, Settings.Count());
        Assert.Equal(530, Settings.Select(setting => (setting.Number, setting.Choice)).Distinct().Count());
    }

    [Fact]
    public void Operations_form_a_group_with_inverses()
    {
        foreach (SpaceGroupSetting setting in Settings)
        {
            Assert.Null(SymmetryGroup.FindMissingProduct(setting.Operations));
            Assert.Equal(setting.Operations.Count, setting.Operations.Distinct().Count());
            Assert.Equal(SymmetryOperation.Identity, setting.Operations[0]);
            foreach (SymmetryOperation operation in setting.Operations)
            {
                Assert.Equal(SymmetryOperation.Identity, operation.After(operation.Inverse()));
                Assert.Contains(operation.Inverse().Reduced(), setting.Operations);
            }
        }
    }

    [Fact]
    public void Centering_translations_are_those_of_the_lattice_letter()
    {
        foreach (SpaceGroupSetting setting in Settings)
        {
            string[] expected = setting.Symbol[0] switch
            {
                'A' => ["x,y+1/2,z+1/2"],
                'B' => ["x+1/2,y,z+1/2"],
                'C' => ["x+1/2,y+1/2,z"],
                'I' => ["x+1/2,y+1/2,z+1/2"],
                'F' => ["x+1/2,y+1/2,z", "x+1/2,y,z+1/2", "x,y+1/2,z+1/2"],
                'R' when setting.Choice == "H" => ["x+1/3,y+2/3,z+2/3", "x+2/3,y+1/3,z+1/3"],
                _ => [],
            };
            Assert.Equal(
                expected.Append("x,y,z").Order(),
                setting.Operations.Where(o => o.IsTranslation).Select(o => o.ToString()).Order());
        }
    }

    [Fact]
    public void Types_of_operations_are_those_of_the_point_group()
    {
        foreach (SpaceGroupSetting setting in Settings)
        {
            string expected = PointGroups.First(row => setting.Number <= row.LastNumber).Operations;
            IEnumerable<string> types = setting.Operations
                .Select(operation => operation.WithoutTranslation())
                .Distinct()
                .Select(TypeName)
                .GroupBy(type => type)
                .Select(type => type.Count() == 1 ? type.Key : $"{type.Count()}*{type.Key}");
            Assert.Equal(expected.Split(' ').Order(), types.Order());
        }
    }

    [Fact]
    public void Symbols_name_symmetry_elements_that_the_operations_contain() =>
        Assert.Empty(Settings.SelectMany(HermannMauguinElements.Missing));

    [Theory]
    [InlineData("P n m b", "-P 2ac 2n")]
    [InlineData("P 41", "P 43")]
    [InlineData("P 4 21 2", "P 4 2")]
    [InlineData("F d d 2", "F 2 -2")]
    [InlineData("P -3 1 m", "-P 3 2\"")]
    public void A_symbol_that_does_not_fit_the_operations_is_noticed(string symbol, string hall)
    {
        int number = SpaceGroup.FindSettings(symbol) is [var setting, ..] ? setting.Number : 62;
        Assert.NotEmpty(HermannMauguinElements.Missing(new SpaceGroupSetting(number, "", symbol, "", hall)));
    }

    // International Tables place the origin of a centrosymmetric group at an inversion center, except in origin
    // choice 1 of the 24 groups that have two.
    [Fact]
    public void Inversion_centers_stand_where_the_origin_choice_says()
    {
        foreach (SpaceGroupSetting setting in Settings)
        {
            bool centrosymmetric = setting.Operations.Any(o => TypeName(o) == "-1");
            Assert.Equal(
                centrosymmetric && setting.OriginChoice != 1, setting.Operations.Contains(SymmetryOperation.Inversion));
        }

        Assert.Equal(24, SpaceGroup.All.Count(group => group.Settings.Any(setting => setting.OriginChoice == 2)));
    }

    [Fact]
    public void Operations_are_isometries_of_a_cell_of_the_crystal_system()
    {
        foreach (SpaceGroupSetting setting in Settings)
            Assert.InRange(CellMetric.Deviation(ExampleCell(setting), setting.Operations), 0, 1e-12);
    }

    // C c c a and C c c b share origin choice 1, as do their four permutations; no other two rows agree.
    [Fact]
    public void Different_rows_are_different_groups()
    {
        var duplicates = Settings
            .GroupBy(setting => string.Join(';', setting.Operations.Select(o => o.ToString()).Order()))
            .Where(rows => rows.Count() > 1)
            .Select(rows => string.Join(" = ", rows.Select(row => $"{row.Number}:{row.Choice}")));
        Assert.Equal(["68:1 = 68:1ba-c", "68:1bca = 68:1a-cb", "68:1cab = 68:1-cba"], duplicates.Order());
    }

    internal static Lattice ExampleCell(SpaceGroupSetting setting) =>
        SpaceGroup.FromNumber(setting.Number).CrystalSystem switch
    {
        CrystalSystem.Triclinic => Lattice.FromParameters(4, 5, 6, 80, 95, 110),
        CrystalSystem.Monoclinic => setting.Choice.TrimStart('-')[0] switch
        {
            'a' => Lattice.FromParameters(4, 5, 6, 101, 90, 90),
            'b' => Lattice.FromParameters(4, 5, 6, 90, 101, 90),
            _ => Lattice.FromParameters(4, 5, 6, 90, 90, 101),
        },
        CrystalSystem.Orthorhombic => Lattice.FromParameters(4, 5, 6, 90, 90, 90),
        CrystalSystem.Tetragonal => Lattice.FromParameters(4, 4, 6, 90, 90, 90),
        CrystalSystem.Trigonal when setting.Choice == "R" => Lattice.FromParameters(5, 5, 5, 70, 70, 70),
        CrystalSystem.Trigonal or CrystalSystem.Hexagonal => Lattice.FromParameters(4, 4, 6, 90, 90, 120),
        _ => Lattice.FromParameters(5, 5, 5, 90, 90, 90),
    };

    private static string TypeName(SymmetryOperation operation) => (operation.Determinant, operation.Trace) switch
    {
        (1, 3) => "1",
        (1, -1) => "2",
        (1, 0) => "3",
        (1, 1) => "4",
        (1, 2) => "6",
        (-1, -3) => "-1",
        (-1, 1) => "m",
        (-1, 0) => "-3",
        (-1, -1) => "-4",
        (-1, -2) => "-6",
        _ => "not crystallographic",
    };
}
