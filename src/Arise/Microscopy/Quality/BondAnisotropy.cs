namespace Arise.Microscopy.Quality;

/// <summary>By how much the bonds of found atoms are longer along one direction than across it.</summary>
/// <remarks>
/// The mean of d d^T over the bonds d of atoms inside the image has the eigenvalues L and l: the anisotropy is
/// sqrt(L / l) - 1. Around an atom with three, four or six equal bonds at equal angles both are the same.
/// </remarks>
internal static class BondAnisotropy
{
    private const double Nearest = 0.7, Farthest = 1.3;
    private const int FewestBonds = 30;

    /// <summary>The anisotropy; null with too few bonds.</summary>
    public static double? Of(FoundAtoms found)
    {
        double reach = Farthest * found.Spacing, least = Nearest * found.Spacing;
        FoundAtom[] atoms = [.. found.Atoms];
        double xx = 0, xy = 0, yy = 0;
        int bonds = 0, first = 0;

        // The atoms come in the order of rows.
        Array.Sort(atoms, (a, b) => a.Y.CompareTo(b.Y));
        for (int i = 0; i < atoms.Length; i++)
        {
            while (atoms[first].Y < atoms[i].Y - reach)
                first++;
            if (atoms[i].X < reach || atoms[i].Y < reach || atoms[i].X > found.Width - 1 - reach
                || atoms[i].Y > found.Height - 1 - reach)
                continue;
            for (int k = first; k < atoms.Length && atoms[k].Y <= atoms[i].Y + reach; k++)
            {
                double dx = atoms[k].X - atoms[i].X, dy = atoms[k].Y - atoms[i].Y;
                double squared = (dx * dx) + (dy * dy);
                if (squared < least * least || squared > reach * reach)
                    continue;
                (xx, xy, yy, bonds) = (xx + (dx * dx), xy + (dx * dy), yy + (dy * dy), bonds + 1);
            }
        }

        double half = (xx + yy) / 2, spread = Math.Sqrt(((xx - yy) * (xx - yy) / 4) + (xy * xy));
        return bonds >= FewestBonds && half > spread ? Math.Sqrt((half + spread) / (half - spread)) - 1 : null;
    }
}
