-- A person's name stands in official mail: one line, and no more than a name. The server says so in the form.
ALTER TABLE account ADD CONSTRAINT account_display_name_line CHECK (
    length(display_name) <= 400 AND strpos(display_name, '://') = 0
    AND display_name !~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]'
);
ALTER TABLE invitation ADD CONSTRAINT invitation_invited_name_line CHECK (
    length(invited_name) <= 400 AND strpos(invited_name, '://') = 0
    AND invited_name !~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]'
);
