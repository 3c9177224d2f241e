using static System.FormattableString;

namespace Arise.AtomFinding;

/// <summary>How one part of the training of a network that finds atoms went.</summary>
/// <param name="Epoch">Number from 1.</param>
/// <param name="Loss">Mean cross-entropy per pixel while training, nats.</param>
/// <param name="Precision">Share of what is found in patches held back that are atoms.</param>
/// <param name="Recall">Share of the atoms that are found.</param>
/// <param name="Error">Mean distance of both, in parts of the nearest distance.</param>
public sealed record AtomFinderEpoch(int Epoch, double Loss, double Precision, double Recall, double Error)
{
    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    /// <summary>What there is to tell while training goes on.</summary>
    internal string Note => Invariant($"loss {Loss:0.0000}, F1 {F1:0.0000}, error {Error:0.000}");
}
