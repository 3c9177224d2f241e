namespace Arise.Explanation;

/// <summary>A site of a crystal: atom <paramref name="Atom"/> of the cell, moved by lattice vectors.</summary>
internal readonly record struct Site(int Atom, int A, int B, int C)
{
    /// <summary>The site that stands to this one as <paramref name="step"/> to its atom in the cell at the origin.
    /// </summary>
    public Site Plus(Site step) => new(step.Atom, A + step.A, B + step.B, C + step.C);
}
