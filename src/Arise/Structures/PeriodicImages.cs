using System.Runtime.InteropServices;
using Arise.Numerics;

namespace Arise.Structures;

/// <summary>
/// The atoms of a structure, wrapped into the cell along periodic directions, followed by all their periodic images
/// that lie within a distance of the bounding box of the wrapped atoms.
/// </summary>
internal sealed class PeriodicImages
{
    private readonly List<int> _imageAtom = [];
    private readonly List<bool> _imageIsPositive = [];
    private readonly int _atoms;

    private PeriodicImages(int atoms)
    {
        _atoms = atoms;
        Positions = new List<Vector3D>(atoms);
    }

    /// <summary>Positions (Angstrom): first the atoms in their own order, then the images.</summary>
    public List<Vector3D> Positions { get; }

    /// <summary>The atom that point <paramref name="point"/> is, or is an image of.</summary>
    public int AtomOf(int point) => point < _atoms ? point : _imageAtom[point - _atoms];

    /// <summary>Whether a point is an image whose first non-zero translation count is positive.</summary>
    public bool IsPositiveImage(int point) => point >= _atoms && _imageIsPositive[point - _atoms];

    /// <summary>Writes out the atoms and the images within <paramref name="reach"/> Angstrom of them.</summary>
    public static PeriodicImages Around(
        ReadOnlySpan<Vector3D> positions, Lattice? lattice, Periodicity periodicity, double reach)
    {
        var images = new PeriodicImages(positions.Length);
        if (lattice is null || !periodicity.Any || positions.Length == 0)
        {
            images.Positions.AddRange(positions);
            return images;
        }

        var fractional = new Vector3D[positions.Length];
        Vector3D low = new(double.MaxValue, double.MaxValue, double.MaxValue), high = -low;
        Vector3D lowFraction = low, highFraction = high;
        for (int i = 0; i < positions.Length; i++)
        {
            Vector3D f = lattice.ToFractional(positions[i]);
            Vector3D shift = new(
                periodicity.A ? Math.Floor(f.X) : 0,
                periodicity.B ? Math.Floor(f.Y) : 0,
                periodicity.C ? Math.Floor(f.Z) : 0);
            fractional[i] = f - shift;
            Vector3D wrapped = positions[i] - lattice.ToCartesian(shift);
            images.Positions.Add(wrapped);
            (low, high) = (Min(low, wrapped), Max(high, wrapped));
            (lowFraction, highFraction) = (Min(lowFraction, fractional[i]), Max(highFraction, fractional[i]));
        }

        // An image within `reach` of an atom lies within reach |a*| of the atoms' range of fractional coordinates.
        Vector3D margin = new(
            reach * lattice.ReciprocalA.Length, reach * lattice.ReciprocalB.Length, reach * lattice.ReciprocalC.Length);
        Vector3D pad = (1 + 1e-9) * new Vector3D(reach, reach, reach);
        (low, high) = (low - pad, high + pad);
        (lowFraction, highFraction) = (lowFraction - ((1 + 1e-9) * margin), highFraction + ((1 + 1e-9) * margin));
        for (int i = 0; i < positions.Length; i++)
        {
            (int fromA, int toA) = Range(fractional[i].X, lowFraction.X, highFraction.X, periodicity.A);
            (int fromB, int toB) = Range(fractional[i].Y, lowFraction.Y, highFraction.Y, periodicity.B);
            (int fromC, int toC) = Range(fractional[i].Z, lowFraction.Z, highFraction.Z, periodicity.C);
            Vector3D home = CollectionsMarshal.AsSpan(images.Positions)[i];
            for (int a = fromA; a <= toA; a++)
            {
                for (int b = fromB; b <= toB; b++)
                {
                    Vector3D ab = (a * lattice.A) + (b * lattice.B);
                    for (int c = fromC; c <= toC; c++)
                    {
                        Vector3D image = home + (ab + (c * lattice.C));
                        if ((a != 0 || b != 0 || c != 0) && IsInside(image, low, high))
                            images.AddImage(i, image, a > 0 || (a == 0 && (b > 0 || (b == 0 && c > 0))));
                    }
                }
            }
        }

        return images;
    }

    private static (int From, int To) Range(double f, double low, double high, bool periodic) =>
        periodic ? ((int)Math.Ceiling(low - f), (int)Math.Floor(high - f)) : (0, 0);

    private static bool IsInside(Vector3D p, Vector3D low, Vector3D high) =>
        p.X >= low.X && p.X <= high.X && p.Y >= low.Y && p.Y <= high.Y && p.Z >= low.Z && p.Z <= high.Z;

    private static Vector3D Min(Vector3D a, Vector3D b) =>
        new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Min(a.Z, b.Z));

    private static Vector3D Max(Vector3D a, Vector3D b) =>
        new(Math.Max(a.X, b.X), Math.Max(a.Y, b.Y), Math.Max(a.Z, b.Z));

    private void AddImage(int atom, Vector3D position, bool isPositive)
    {
        Positions.Add(position);
        _imageAtom.Add(atom);
        _imageIsPositive.Add(isPositive);
    }
}
