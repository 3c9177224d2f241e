namespace Arise.Tuning;

/// <summary>How far a trial has come.</summary>
public enum TrialState
{
    /// <summary>It runs, or was interrupted.</summary>
    Running,

    /// <summary>All epochs are done.</summary>
    Complete,

    /// <summary>It was given up: earlier trials had done better by then.</summary>
    Pruned,

    /// <summary>Its learning rate was too high.</summary>
    Diverged,
}
