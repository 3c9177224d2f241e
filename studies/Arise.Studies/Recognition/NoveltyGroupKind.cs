namespace Arise.Studies.Recognition;

/// <summary>What a model should say about a group of structures.</summary>
internal enum NoveltyGroupKind
{
    /// <summary>Nearly perfect structures of the classes: all but 1 % should be known.</summary>
    Mild,

    /// <summary>Structures of the classes, far from perfect: they should be known too.</summary>
    Hard,

    /// <summary>Structures of the classes of which no score is asked beyond the novelty.</summary>
    Known,

    /// <summary>Between two classes: either answer can be right.</summary>
    Between,

    /// <summary>None of the classes.</summary>
    Unknown,
}
