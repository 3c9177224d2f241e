using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Structures.Symmetry;

namespace Arise.Tests.Prototypes;

/// <summary>The crystals of examples/unknown, which are no classes of the library, are what they say.</summary>
public class UnknownCrystalsTests
{
    private const double Tolerance = 1e-3;

    private static string Folder => Path.Combine(SharedData.RepositoryRoot, "examples", "unknown");

    /// <summary>
    /// The space group found from the atoms alone, all operations and no others, is the one of the file; and the
    /// shortest bonds from one element to another have the number and length that are known of the crystal, so that a
    /// coordinate of the wrong value is seen as well.
    /// </summary>
    [Theory]
    [InlineData("Cr3Si", "Cr6Si2", 223, "", "Cr", "Cr", 2, 2.278)]
    [InlineData("Bi2Te3", "Bi6Te9", 166, "H", "Bi", "Te", 6, 3.074)]
    [InlineData("MoSi2", "Mo2Si4", 139, "", "Mo", "Si", 10, 2.61)]
    [InlineData("MgCu2", "Cu16Mg8", 227, "1", "Cu", "Cu", 6, 2.482)]
    [InlineData("pyrite", "Fe4S8", 205, "", "Fe", "S", 6, 2.264)]
    [InlineData("AlB2", "AlB2", 191, "", "B", "B", 3, 1.735)]
    [InlineData("cuprite", "Cu4O2", 224, "1", "O", "Cu", 4, 1.848)]
    [InlineData("skutterudite", "As24Co8", 204, "", "Co", "As", 6, 2.334)]
    [InlineData("skutterudite", "As24Co8", 204, "", "As", "As", 2, 2.464)]
    [InlineData("Ni3Sn", "Ni6Sn2", 194, "", "Sn", "Ni", 12, 2.648)]
    [InlineData("TiAl3", "Al6Ti2", 139, "", "Ti", "Al", 12, 2.725)]
    [InlineData("Fe3Al", "Al4Fe12", 225, "", "Al", "Fe", 8, 2.507)]
    [InlineData("ReO3", "O3Re", 221, "", "Re", "O", 6, 1.867)]
    [InlineData("Cu2MnAl", "Al4Cu8Mn4", 225, "", "Mn", "Cu", 8, 2.576)]
    [InlineData("Th3P4", "P16Th12", 220, "", "Th", "P", 8, 2.98)]
    [InlineData("alpha_Mn", "Mn58", 217, "", "Mn", "Mn", 2, 2.258)]
    [InlineData("beta_Mn", "Mn20", 213, "", "Mn", "Mn", 3, 2.36)]
    [InlineData("calcite", "C6Ca6O18", 167, "H", "C", "O", 3, 1.281)]
    [InlineData("corundum", "Al12O18", 167, "H", "Al", "O", 6, 1.854)]
    [InlineData("spinel", "Al16Mg8O32", 227, "2", "Mg", "O", 4, 1.924)]
    public void Each_has_the_space_group_it_states_and_the_bonds_of_its_source(
        string name, string formula, int number, string choice, string center, string other, int bonds, double shortest)
    {
        AtomicStructure cell = StructureFile.ReadFirst(Path.Combine(Folder, name + ".cif"));
        Assert.Equal(formula, cell.Formula());
        Assert.Equal(Periodicity.Bulk, cell.Periodicity);
        IEnumerable<SpaceGroupSetting> settings = SpaceGroup.FromNumber(number).Settings;
        SpaceGroupSetting setting = settings.First(s => s.Choice == choice);
        Assert.Equal(
            setting.Operations.Select(operation => operation.Reduced().ToString()).Order(),
            OperationsOf(cell).Select(operation => operation.ToString()).Order());

        (double distance, int count) = Bonds(cell, center, other);
        Assert.Equal(shortest, distance, 0.01);
        Assert.Equal(bonds, count);
    }

    [Fact]
    public void They_are_nineteen_and_none_is_a_class()
    {
        IReadOnlyList<Prototype> crystals = PrototypeFiles.ReadFolder(Folder);
        Assert.Equal(19, crystals.Count);
        Assert.All(crystals, crystal => Assert.Null(PrototypeLibrary.FromLabel(crystal.Label)));
    }

    // Every W that keeps the metric, with every w that takes some atom to another of its species.
    private static List<SymmetryOperation> OperationsOf(AtomicStructure cell)
    {
        Lattice lattice = cell.Lattice!;
        Vector3D[] places = [.. cell.Positions.ToArray().Select(lattice.ToFractional)];
        ILookup<ChemicalElement, Vector3D> bySpecies =
            Enumerable.Range(0, cell.Count).ToLookup(atom => cell.Species[atom], atom => places[atom]);
        var indices = bySpecies.ToDictionary(group => group.Key, group =>
        {
            var index = new PeriodicPointIndex(lattice, Tolerance);
            foreach (Vector3D place in group)
                index.Add(place);
            return index;
        });
        Vector3D[] rarest = [.. bySpecies.MinBy(group => group.Count())!];
        var found = new List<SymmetryOperation>();
        foreach (SymmetryOperation point in PointOperations(lattice))
        {
            foreach (Vector3D image in rarest)
            {
                Vector3D shift = image - point.Apply(rarest[0]);
                if (Enumerable.Range(0, cell.Count).All(atom =>
                    indices[cell.Species[atom]].Find(point.Apply(places[atom]) + shift) >= 0))
                    found.Add(Shifted(point, shift).Reduced());
            }
        }

        return found;
    }

    private static IEnumerable<SymmetryOperation> PointOperations(Lattice lattice)
    {
        CoordinateExpression[] rows =
        [
            .. from x in new[] { -1, 0, 1 } from y in new[] { -1, 0, 1 } from z in new[] { -1, 0, 1 }
               select new CoordinateExpression(x, y, z, 0),
        ];
        Vector3D[] axes = [new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)];
        return from x in rows from y in rows from z in rows
               let operation = new SymmetryOperation(x, y, z)
               let images = axes.Select(axis => lattice.ToCartesian(operation.Apply(axis))).ToArray()
               where Enumerable.Range(0, 9).All(k =>
                   Math.Abs(Vector3D.Dot(images[k / 3], images[k % 3]) - Vector3D.Dot(lattice[k / 3], lattice[k % 3]))
                       < Tolerance)
               select operation;
    }

    // Translations of space groups in these settings are multiples of 1/24.
    private static SymmetryOperation Shifted(SymmetryOperation point, Vector3D shift)
    {
        static int Units(double value)
        {
            double steps = Math.Round(24 * value);
            Assert.Equal(steps / 24, value, 1e-4);
            return (int)steps * (CoordinateExpression.Denominator / 24);
        }

        return new SymmetryOperation(
            point.X with { Shift = Units(shift.X) },
            point.Y with { Shift = Units(shift.Y) },
            point.Z with { Shift = Units(shift.Z) });
    }

    // The shortest distance from one element to another, and how many neighbors that atom has up to 7 % further.
    private static (double Distance, int Count) Bonds(AtomicStructure cell, string center, string other)
    {
        AtomicStructure crystal = Supercell.Repeat(cell, 3, 3, 3);
        Vector3D middle = cell.Lattice!.A + cell.Lattice.B + cell.Lattice.C;
        Vector3D[] others = [.. Of(crystal, other)];
        return Of(cell, center).Select(place =>
        {
            double[] distances = [.. others.Select(p => (p - place - middle).Length).Where(d => d > 0.1).Order()];
            return (distances[0], distances.Count(d => d < 1.07 * distances[0]));
        }).Min();
    }

    private static IEnumerable<Vector3D> Of(AtomicStructure structure, string element) =>
        structure.Positions.ToArray().Where((_, atom) => structure.Species[atom].Symbol == element);
}
