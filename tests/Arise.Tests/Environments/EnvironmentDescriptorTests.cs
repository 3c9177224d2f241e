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
        AtomicStructure structure = Rattled(label, 0.05, 40);
        var plain = new PlainEnvironment(structure, Settings, 4.5 * Shortest(structure));
        float[] fast = EnvironmentDescriptor.Compute(structure, Settings);
        for (int atom = 0; atom < structure.Count; atom += 1 + (structure.Count / 4))
        {
            double[] judge = plain.Describe(atom);
            for (int k = 0; k < judge.Length; k++)
                Assert.Equal(judge[k], fast[(atom * Settings.Length) + k], 4e-6);
        }
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
        AtomicStructure cell = PrototypeLibrary.All.Single(p => p.Label == label).Structure;
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
