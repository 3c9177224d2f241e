using Arise.Numerics;
using Arise.Structures;

namespace Arise.Prototypes;

/// <summary>Builds finite pieces of single-walled carbon nanotubes from their chiral indices.</summary>
/// <remarks>
/// The lattice points of the rolled-up sheet are the multiples i R, i = 0 ... N - 1, of the symmetry vector
/// R = p a1 + q a2 with t1 q - t2 p = 1, where T = t1 a1 + t2 a2: each step turns by 2 pi / N about the axis and climbs
/// M' / N of a period, M' = m p - n q. The second atom of each hexagon stands at (a1 + a2) / 3, that is
/// (n + m) / (2 L) of a turn and (m - n) / (3 N) of a period from the first. All heights are thus whole multiples of
/// period / (3 N); they are computed as integers, so no rounding decides at which end of the tube an atom appears.
/// See <see cref="NanotubeGeometry"/> for the symbols and the source.
/// </remarks>
public static class NanotubeBuilder
{
    private const int MaxAtoms = 100_000_000;

    /// <summary>A tube (n, m) of <paramref name="periods"/> periods; see the other overload.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static AtomicStructure Build(
        int n, int m, int periods = 1, double bondLength = NanotubeGeometry.DefaultBondLength) =>
        Build(new NanotubeGeometry(n, m, bondLength), periods);

    /// <summary>
    /// A piece of tube along z, from z = 0 (included) to <paramref name="periods"/> times the period (excluded), with
    /// the axis at x = y = 0 and the first atom at (radius, 0, 0).
    /// </summary>
    /// <param name="geometry">Chiral indices and bond length.</param>
    /// <param name="periods">Length in periods along the axis, at least 1.</param>
    /// <returns>
    /// periods x 4 L / d_R carbon atoms without a lattice; the atoms of one period follow each other, in pairs of the
    /// two atoms of a hexagon, by increasing angle of the first.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The number of periods is below one or gives too many atoms.
    /// </exception>
    internal static AtomicStructure Build(NanotubeGeometry geometry, int periods = 1)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(periods, MaxAtoms / geometry.AtomsPerPeriod);

        int hexagons = geometry.HexagonsPerPeriod;
        long heights = 3L * hexagons;
        long climb = 3L * SymmetryClimb(geometry);
        double secondTurn = (double)(geometry.N + geometry.M) / (2 * geometry.Norm);
        double radius = geometry.Diameter / 2, period = geometry.Period;

        var positions = new Vector3D[periods * geometry.AtomsPerPeriod];
        int next = 0;
        for (int k = 0; k < periods; k++)
        {
            for (int i = 0; i < hexagons; i++)
            {
                double turn = (double)i / hexagons;
                long height = climb * i % heights;
                positions[next++] = At(turn, height);
                positions[next++] = At(turn + secondTurn, (height + geometry.M - geometry.N + heights) % heights);
            }

            Vector3D At(double turn, long height)
            {
                (double sin, double cos) = Math.SinCos(2 * Math.PI * turn);
                return new Vector3D(radius * cos, radius * sin, period * (((double)height / heights) + k));
            }
        }

        var species = new ChemicalElement[positions.Length];
        Array.Fill(species, ChemicalElement.Parse("C"));
        return new AtomicStructure(positions, species, name: $"carbon nanotube ({geometry.N},{geometry.M})");
    }

    // M' = m p - n q modulo N for the solution of t1 q - t2 p = 1 with the smallest p >= 0; t1 and t2 are coprime, so
    // one exists below t1.
    private static int SymmetryClimb(NanotubeGeometry geometry)
    {
        long t1 = ((2 * geometry.M) + geometry.N) / geometry.Divisor;
        long t2 = -((2 * geometry.N) + geometry.M) / geometry.Divisor;
        long p = 0;
        while ((1 + (t2 * p)) % t1 != 0)
            p++;
        long q = (1 + (t2 * p)) / t1;
        long climb = ((geometry.M * p) - (geometry.N * q)) % geometry.HexagonsPerPeriod;
        return (int)(climb < 0 ? climb + geometry.HexagonsPerPeriod : climb);
    }
}
