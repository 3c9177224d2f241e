using Arise.Descriptors;
using Arise.Environments;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Environments;

/// <summary>The fast descriptor against the plain one, and its invariances.</summary>
public class EnvironmentDescriptorTests
{
    private static readonly EnvironmentSettings Settings = new();

    public static TheoryData<string> Structures => new(
        "fcc_Cu_A_cF4_225_a", "hcp_Mg_A_hP2_194_c", "RockSalt_NaCl", "C", "CsCl", "zigzag_cnt_nm_6_0_0.0_4.7");

    [Theory]
    [MemberData(nameof(Structures))]
    public void AgreesWithThePlainDescriptor(string label)
    {
        AtomicStructure structure = Rattled(label, 0.05, 12);
        var plain = new PlainEnvironment(structure, Settings, 4.5 * Shortest(structure));
        float[] fast = EnvironmentDescriptor.Compute(structure, Settings);
        for (int atom = 0; atom < structure.Count; atom += 1 + (structure.Count / 4))
        {
            double[] judge = plain.Describe(atom);
            for (int k = 0; k < judge.Length; k++)
                Assert.Equal(judge[k], fast[(atom * Settings.Length) + k], 4e-6);
        }
    }

    [Fact]
    public void AgreesWithThePlainDescriptorNearAForeignAtomAndInAThinSkewedCell()
    {
        AtomicStructure thin =
            PrototypeLibrary.Published.Single(p => p.Label == "hcp_Mg_A_hP2_194_c").Structure.Repeat(1, 2, 1);
        var species = thin.Species.ToArray();
        species[1] = ChemicalElement.FromAtomicNumber(13);
        AtomicStructure structure = thin.WithSpecies(species);
        var plain = new PlainEnvironment(structure, Settings, 5 * Shortest(structure));
        float[] fast = EnvironmentDescriptor.Compute(structure, Settings);
        for (int atom = 0; atom < structure.Count; atom++)
        {
            double[] judge = plain.Describe(atom);
            for (int k = 0; k < judge.Length; k++)
                Assert.Equal(judge[k], fast[(atom * Settings.Length) + k], 4e-6);
        }
    }

    [Fact]
    public void IsTheSameTurnedMovedMirroredAndLarger()
    {
        AtomicStructure crystal = Rattled("RockSalt_NaCl", 0.1, 60);
        float[] original = EnvironmentDescriptor.Compute(crystal, Settings);
        Lattice cell = crystal.Lattice!;
        foreach (Func<Vector3D, Vector3D> move in new Func<Vector3D, Vector3D>[] { Turn, Mirror })
        {
            var positions = Array.ConvertAll(crystal.Positions.ToArray(), p => move(p + new Vector3D(3.3, -7, 11)));
            var lattice = new Lattice(move(cell.A), move(cell.B), move(cell.C));
            var moved = new AtomicStructure(positions, crystal.Species, lattice, crystal.Periodicity);
            AssertEqual(original, EnvironmentDescriptor.Compute(moved, Settings));
        }

        var doubled = Array.ConvertAll(crystal.Positions.ToArray(), p => 2 * p);
        AssertEqual(original, EnvironmentDescriptor.Compute(
            new AtomicStructure(
                doubled, crystal.Species, new Lattice(2 * cell.A, 2 * cell.B, 2 * cell.C), crystal.Periodicity),
            Settings));

        static Vector3D Turn(Vector3D p) =>
            new((0.6 * p.X) - (0.8 * p.Y), (0.8 * p.X) + (0.6 * p.Y), p.Z);

        static Vector3D Mirror(Vector3D p) => new(-p.Y, p.X, -p.Z);
    }

    [Fact]
    public void IsTheSameInASupercellOfManyLayersWithAtomsInAnyOrder()
    {
        AtomicStructure crystal = Rattled("bcc_W_A_cI2_229_a", 0.1, 8);
        float[] original = EnvironmentDescriptor.Compute(crystal, Settings);

        // More than 4096 atoms and longest along b: several layers, whose coefficients overwrite each other.
        AtomicStructure large = crystal.Repeat(4, 110, 3);
        Assert.True(large.Count > 9000);
        int[] order = [.. Enumerable.Range(0, large.Count)];
        new RandomNumbers(3, 4).Shuffle<int>(order);
        float[] rows = EnvironmentDescriptor.Compute(large.Select(order), Settings);
        for (int k = 0; k < order.Length; k += 7)
        {
            int atom = order[k] % crystal.Count;
            AssertEqual(Row(original, atom), Row(rows, k));
        }
    }

    [Fact]
    public void IsTheSameOnAnyNumberOfThreads()
    {
        AtomicStructure crystal = Rattled("CsCl", 0.1, 1500);
        Assert.Equal(
            EnvironmentDescriptor.Compute(crystal, Settings, 1),
            EnvironmentDescriptor.Compute(crystal, Settings, 5));
    }

    [Fact]
    public void AForeignAtomFarAwayChangesNothing()
    {
        AtomicStructure crystal = Rattled("fcc_Cu_A_cF4_225_a", 0.05, 1000);
        float[] pure = EnvironmentDescriptor.Compute(crystal, Settings);
        var species = crystal.Species.ToArray();
        species[0] = ChemicalElement.FromAtomicNumber(47);
        float[] dilute = EnvironmentDescriptor.Compute(crystal.WithSpecies(species), Settings);
        var search = new NeighborSearch(crystal, 5.1 * Shortest(crystal) * 1.1);
        var near = new NeighborBuffer();
        search.Find(0, near);
        int unchanged = 0;
        double largest = 0;
        for (int atom = 1; atom < crystal.Count; atom++)
        {
            if (near.Atoms.Contains(atom))
            {
                largest = Math.Max(largest, Distance(Row(pure, atom), Row(dilute, atom)));
                continue;
            }

            AssertEqual(Row(pure, atom), Row(dilute, atom));
            unchanged++;
        }

        // The averaged vector of the published protocol moves by 0.26 everywhere.
        Assert.True(unchanged > 300);
        Assert.InRange(largest, 1e-7, 1e-3);
    }

    [Fact]
    public void AnIsolatedAtomHasNoEnvironment()
    {
        AtomicStructure crystal = Rattled("fcc_Cu_A_cF4_225_a", 0.05, 60).WithPeriodicity(default);
        var positions = crystal.Positions.ToArray();
        positions[5] = new Vector3D(100, 0, 0);
        float[] rows = EnvironmentDescriptor.Compute(crystal.WithPositions(positions), Settings);
        Assert.All(Row(rows, 5), x => Assert.Equal(0, x));
        Assert.Contains(Row(rows, 6), x => x != 0);
    }

    [Fact]
    public void TwoAtomsAtOnePlaceAreRefused()
    {
        AtomicStructure crystal = Rattled("fcc_Cu_A_cF4_225_a", 0.05, 30);
        var positions = crystal.Positions.ToArray();
        positions[5] = positions[9];
        Assert.Throws<DescriptorException>(
            () => EnvironmentDescriptor.Compute(crystal.WithPositions(positions), Settings));
    }

    private static float[] Row(float[] rows, int atom) =>
        rows.AsSpan(atom * Settings.Length, Settings.Length).ToArray();

    private static double Distance(float[] a, float[] b) =>
        Math.Sqrt(a.Zip(b).Sum(pair => (pair.First - pair.Second) * (double)(pair.First - pair.Second)));

    private static void AssertEqual(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)), 0, 3e-6);
    }

    private static double Shortest(AtomicStructure structure)
    {
        var search = new NeighborSearch(structure, 6);
        var buffer = new NeighborBuffer();
        double shortest = double.MaxValue;
        for (int i = 0; i < structure.Count; i++)
        {
            search.Find(i, buffer);
            foreach (double square in buffer.SquaredDistances)
                shortest = Math.Min(shortest, square);
        }

        return Math.Sqrt(shortest);
    }

    private static AtomicStructure Rattled(string label, double deviation, int atoms)
    {
        AtomicStructure cell = PrototypeLibrary.Published.Single(p => p.Label == label).Structure;
        int n = cell.Lattice is null ? 1 : (int)Math.Ceiling(Math.Pow((double)atoms / cell.Count, 1 / 3.0));
        AtomicStructure crystal = cell.Lattice is null
            ? cell
            : cell.Repeat(n, n, cell.Periodicity.C ? n : 1);
        RandomNumbers random = new(1, 2);
        var moved = new Vector3D[crystal.Count];
        for (int i = 0; i < moved.Length; i++)
        {
            ulong at = 3 * (ulong)i;
            moved[i] = crystal.Positions[i]
                + (deviation * new Vector3D(random.Normal(at), random.Normal(at + 1), random.Normal(at + 2)));
        }

        return crystal.WithPositions(moved);
    }
}
