using System.Collections.Immutable;
using Arise.Numerics;

namespace Arise.Explanation;

/// <summary>An operation of a space group, by what it does to the cell.</summary>
/// <param name="Turn">Its rotation or reflection, Cartesian.</param>
/// <param name="Image">Atom k goes to an image of atom Image[k].</param>
internal sealed record CellOperation(Matrix3 Turn, ImmutableArray<int> Image)
{
    /// <summary>Whether it turns nothing.</summary>
    public bool IsTranslation => (Turn - Matrix3.Identity).Norm < 1e-3;
}
